/** Names of a field's column in shops and platforms. The first column that is present and not empty is taken. */
export type Names = Readonly<Record<string, readonly string[]>>;

const list = (names: string): readonly string[] => names.split(/\s+/);

/**
 * Case, accents, spaces, punctuation, text in brackets and the prefix `g:` do not matter.
 *
 * @see https://support.google.com/merchants/answer/7052112
 */
export const ITEM_NAMES: Names = {
  id: list(
    `id item_id product_id sku object_id stock_code asin parent_asin article_id item_sku variant_sku product_sku code product_code product_code/sku item_code
     offer_id part_number mpn article_number artikelnummer artikelnr artikel_id produktnummer reference referenz
     referencia codice codigo uid uuid uniq_id unique_id _id pid key handle handle_id gtin ean upc barcode`,
  ),
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
  language: list(`language lang content_language locale sprache langue idioma`),
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
