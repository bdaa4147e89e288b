/** Names of a field's column in shops and platforms. The first column that is present and not empty is taken. */
export type Names = Readonly<Record<string, readonly string[]>>;

const list = (names: string): readonly string[] => names.split(/\s+/);

const IDS = list(
  `id item_id product_id sku object_id stock_code asin parent_asin article_id item_sku variant_sku product_sku code product_code product_code/sku item_code
   offer_id part_number mpn article_number artikelnummer artikelnr artikel_id produktnummer reference referenz
   referencia codice codigo uid uuid uniq_id unique_id _id pid key handle handle_id gtin ean upc barcode`,
);

/**
 * Case, accents, spaces, punctuation, text in brackets and the prefix `g:` do not matter.
 *
 * @see https://support.google.com/merchants/answer/7052112
 */
export const ITEM_NAMES: Names = {
  id: IDS,
  title: list(
    `title item_name name product_name product_title item_title offer_name product item text bezeichnung artikelname
     artikelbezeichnung produktname titel nom titre nom_du_produit nombre titulo nome titolo naam prod_name model headline
     productname short_description description`,
  ),
  description: list(
    `description body_html description_html body product_description long_description item_description
     detail_desc content details summary short_description text beschreibung produktbeschreibung langtext descriptif descripcion
     descrizione descricao omschrijving`,
  ),
  category: list(
    `category item_category product_type category_path google_product_category product_category product_category_tree category_tree main_category product_type_name category_name
     categories sub_category item_type type department collection kategorie kategorien produkttyp
     warengruppe category_text categorie categoria`,
  ),
  brand: list(
    `brand item_brand vendor manufacturer brand_name marke hersteller marque marca merk fabricant producer store`,
  ),
  price: list(
    `price unit_price variant_price regular_price standard_price product_price current_price final_price list_price
     selling_price retail_price base_price amount price_amount price_vat price_range preis vk_preis verkaufspreis bruttopreis
     prix precio prezzo preco prijs msrp`,
  ),
  /** Beside a price, what it was before. */
  wasPrice: list(
    `compare_at_price compare_at variant_compare_at_price compareatprice regular_price original_price was_price old_price oldprice
     price_before previous_price crossed_price strike_price alter_preis ursprungspreis prix_barre ancien_prix precio_anterior
     prezzo_barrato streichpreis`,
  ),
  salePrice: list(
    `sale_price special_price discounted_price discount_price offer_price promo_price promotional_price
     angebotspreis sonderpreis prix_promo precio_oferta`,
  ),
  saleDates: list(`sale_price_effective_date`),
  saleFrom: list(
    `date_sale_price_starts date_on_sale_from special_price_from_date special_from_date sale_starts`,
  ),
  saleTo: list(`date_sale_price_ends date_on_sale_to special_price_to_date special_to_date sale_ends`),
  currency: list(`currency price_currency currency_code currency_id wahrung devise moneda valuta`),
  image: list(
    `image image_link image_url image_src main_image main_image_url primary_image featured_image product_image
     product_image_url product_image_url_1 base_image images image1 image_1 image_url_1 image_link_1 picture picture_url photo
     thumbnail thumbnail_url img img_url imgurl media additional_image_link bild bild_url hauptbild image_principale imagen immagine
     variant_image`,
  ),
  url: list(
    `url link product_url permalink online_store_url product_link item_url canonical_url canonical_link deeplink
     web_url page_url mobile_link lien enlace produkt_url artikel_url`,
  ),
  group: list(
    `item_group_id group_id group parent_id parent_sku parent product_group_id parent_product_id parent_asin
     configurable_sku style_id itemgroup_id`,
  ),
  availability: list(
    `availability stock_status in_stock is_in_stock available availability_status available_for_sale lagerstatus
     verfugbarkeit disponibilite disponibilidad disponibilita beschikbaarheid`,
  ),
  /** Ids beside the item's own. What holds an id may hold these too. */
  ids: [
    ...IDS,
    ...list(
      `variant_id post_id entity_id platform_id url_handle slug url_key merchant_item_id ugs kod item_number seller_sku retailer_id
       content_id external_id legacy_resource_id admin_graphql_api_id product_number custom_label style_number`,
    ),
  ],
  gtin: list(
    `gtin gtin13 gtin12 gtin14 gtin8 ean ean13 ean_13 ean8 ean_code ean13_or_jan_barcode upc upc_barcode isbn isbn13 isbn_13 jan barcode barcodes variant_barcode
     global_unique_id gtin_upc_ean_or_isbn wc_gla_gtin product_ean product_upc strichcode code_barres codigo_de_barras
     codice_a_barre kod_kreskowy p:ean p:upc standard_product_id external_product_id`,
  ),
  mpn: list(
    `mpn manufacturer_part_number mfr_part_number mfr_part_no part_number part_no manufacturer_number manufacturer_sku
     google_shopping_mpn google_mpn wc_gla_mpn manufacturer_reference herstellernummer hersteller_nr herstellerartikelnummer
     vendor_code vendorcode model_number`,
  ),
  colour: list(
    `colour color colours colors color_name colour_name item_color product_color base_colour base_color main_color primary_color
     color_family colour_group colour_group_name color_map farbe farben farbton couleur couleurs color_principal cor cores colore
     kleur farve farg kolor barva szin цвет googlecolor`,
  ),
  size: list(
    `size sizes size_name item_size große schuhgroße konfektionsgroße størrelse product_size clothing_size shoe_size available_sizes grosse groesse konfektionsgrosse
     schuhgrosse taille tailles pointure talla tallas tamano tamanho taglia taglie misura maat storrelse storlek rozmiar velikost
     размер googlesize`,
  ),
  material: list(
    `material materials material_type fabric fabrics fabric_type material_composition composition outer_material materialien
     werkstoff stoff matiere matieres matiere_principale materiau materiaux materiale materiali materiaal tejido tela tessuto
     tecido materiał материал googlematerial`,
  ),
  pattern: list(
    `pattern pattern_name pattern_type muster motif estampado motivo padrao patroon graphical_appearance_name узор`,
  ),
  gender: list(
    `gender target_gender suggested_gender gender_affinity sex google_shopping_gender google_gender geschlecht sexe genero
     sexo sesso geslacht kon płec plec pohlavi пол wc_gla_gender`,
  ),
  ageGroup: list(
    `age_group agegroup target_age age_range_description google_shopping_age_group google_age_group altersgruppe tranche_d_age
     groupe_d_age grupo_de_edad grupo_edad fascia_d_eta faixa_etaria leeftijdsgroep aldersgruppe wc_gla_agegroup`,
  ),
  condition: list(
    `condition item_condition product_condition google_shopping_condition google_condition condition_type zustand artikelzustand
     etat estado_del_producto condizione staat wc_gla_condition`,
  ),
  tags: list(
    `tags tag product_tags product_tag tag_list taglist schlagworter schlagworte etiquettes mots_cles etiquetas etichette trefwoorden
     etiketten tagi znaczniki метки keywords`,
  ),
  customLabels: list(
    `custom_label_0 custom_label_1 custom_label_2 custom_label_3 custom_label_4 customlabel0 google_shopping_custom_label_0
     google_shopping_custom_label_1 google_shopping_custom_label_2 google_shopping_custom_label_3 google_shopping_custom_label_4
     google_custom_label_0 google_custom_label_1 google_custom_label_2 google_custom_label_3 google_custom_label_4
     custom_labels`,
  ),
  /** What shoppers read on a product's card; platforms' columns for campaigns are `customLabels`. */
  labels: list(
    `badge badges product_badge product_badges badge_text badge_label custom_badge product_label product_labels labels ribbon
     ribbons product_ribbon sticker stickers product_sticker`,
  ),
  /** When the shop began to offer an item. */
  added: list(
    `published_at date_published published_date created_at date_created date_created_gmt created_date creation_date date_add
     date_added added_at added_date date_available launch_date news_from_date`,
  ),
  /** Until when the shop calls an item new. */
  newUntil: list(`news_to_date new_until new_to_date`),
  rating: list(
    `rating average_rating meta_wc_average_rating avg_rating rating_average product_rating customer_rating review_rating item_rating ratings rating_value
     average_review_rating mean_rating overall_rating stars star_rating review_score rating_score reviews_rating rating_summary
     rating_percentage rating_avg aggregate_rating durchschnittsbewertung bewertung sterne note_moyenne
     calificacion puntuacion valoracion_media valutazione avaliacao waardering gemiddelde_beoordeling`,
  ),
  /** The best rating that there is, beside a rating. */
  ratingScale: list(`best_rating rating_scale max_rating rating_max rating_best scale_max`),
  reviewCount: list(
    `review_count meta_wc_review_count meta_wc_rating_count reviews_count reviews rating_count ratings_count number_of_reviews number_of_ratings no_of_reviews no_of_ratings
     num_reviews num_ratings n_reviews total_reviews total_ratings customer_reviews ratings_total product_rating_count
     user_ratings_total review_number anzahl_bewertungen bewertungen nombre_d_avis avis numero_de_resenas resenas numero_recensioni
     recensioni numero_de_avaliacoes aantal_beoordelingen`,
  ),
  language: list(`language lang in_language content_language locale sprache langue idioma`),
  stock: list(
    `stock quantity current_stock stock_quantity inventory inventory_quantity variant_inventory_qty qty
     total_inventory stock_level current_stock_level quantity_in_stock on_hand lagerbestand bestand`,
  ),
};

export const ORDER_NAMES: Names = {
  order: list(
    `order_id order increment_id id_order invoice_no invoice transaction_id ecommerce.transaction_id order_number order_no order_name
     purchase_id receipt_id basket_id session_id user_session amazon_order_id
     bestellnummer bestellnr bestell_nr bestell_id bestellung auftragsnummer auftragsnr auftrag rechnungsnummer rechnungsnr belegnummer
     belegnr vorgangsnummer
     numero_de_commande numero_commande n_de_commande n_commande nº_de_commande no_de_commande no_commande id_commande commande
     reference_commande reference_de_commande reference_de_la_commande numero_de_facture facture
     numero_de_pedido numero_del_pedido numero_pedido nº_de_pedido nº_pedido n_de_pedido n_pedido no_pedido id_de_pedido id_del_pedido
     id_pedido pedido numero_de_factura factura
     numero_ordine numero_d'ordine numero_dell'ordine n_ordine nº_ordine id_ordine ordine numero_fattura fattura
     bestelnummer ordernummer ordernr order_nr bestelling factuurnummer`,
  ),
  item: list(
    `item_id sku variant_id variation_id product_id stock_code item product asin product_sku item_sku
     lineitem_sku line_item_sku product_reference product_code item_code artikelnummer artikelnr artikel_nr artikel_id artikelcode article_id
     product_ref art_nr art.nr artikel produktnummer produktnr produkt_id produkt
     reference_produit reference_article reference_du_produit ref_produit ref_article code_article code_produit id_produit reference ref
     article produit
     referencia_del_producto referencia_producto codigo_de_producto codigo_producto codigo_articulo codigo_de_articulo id_producto referencia
     codigo articulo producto
     codice_articolo codice_prodotto riferimento_prodotto id_prodotto riferimento codice articolo prodotto
     productcode productnummer product_nummer ean gtin barcode
     lineitem_name line_item_name item_name product_name product_title title name artikelname artikelbezeichnung produktname bezeichnung
     nom_du_produit nom_de_l'article designation nombre_del_producto nombre_producto descripcion nome_prodotto nome_articolo descrizione
     productnaam omschrijving id`,
  ),
  customer: list(
    `customer_id customer user_id user client_id shopper_id user_pseudo_id customer.id customer_user_id customer_user id_customer email
     customer_email e_mail billing_email billing.email contact_email email_address customer_name member_id visitor_id account_id buyer_email
     kundennummer kundennr kunden_nr kunden_id kunde e_mail_adresse kunden_email kundenname
     numero_client numero_de_client n_client no_client id_client code_client client adresse_e_mail adresse_email courriel nom_du_client
     numero_de_cliente numero_cliente nº_cliente id_de_cliente id_cliente codigo_de_cliente codigo_cliente cliente correo_electronico correo
     codice_cliente nome_cliente
     klantnummer klantnr klant_id klant e_mailadres`,
  ),
  date: list(
    `date order_date invoice_date timestamp created_at time event_timestamp processed_at date_created purchase_date date_add
     order_timestamp order_time datetime paid_at created_date created completed_at date_created_gmt event_time
     transaction_date event_date date_purchased
     bestelldatum auftragsdatum rechnungsdatum belegdatum kaufdatum datum bestellt_am erstellt_am
     date_de_commande date_de_la_commande date_commande date_d'achat date_achat date_de_facture date_de_creation
     fecha_de_pedido fecha_del_pedido fecha_pedido fecha_de_compra fecha_compra fecha_de_creacion fecha
     data_ordine data_dell'ordine data_d'ordine data_acquisto data_creazione data
     besteldatum orderdatum aankoopdatum factuurdatum`,
  ),
  quantity: list(
    `quantity qty count lineitem_quantity line_item_quantity item_quantity quantity_purchased quantity_ordered qty_ordered product_quantity
     product_qty item_qty_ordered item_qty menge anzahl bestellmenge stuck stuckzahl
     quantite quantite_commandee qte cantidad cant unidades quantita qta aantal hoeveelheid`,
  ),
};

/** Keys under which a JSON file holds its list, if the file is not a list itself. */
export const LISTS = [
  'products',
  'items',
  'orders',
  'data',
  'entries',
  'results',
  'records',
  'rows',
  'value',
  'catalog',
  'catalogue',
  'offers',
  'events',
  'transactions',
  'edges',
  'nodes',
  'hits',
  'feed',
  'entry',
  'item',
  'product',
  'list',
  'docs',
  '@graph',
];
