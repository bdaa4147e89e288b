/** Said if the shop does not take an item into its cart, by language. */
export const NOT_ADDED: Readonly<Record<string, string>> = {
  en: 'That did not work. Please open the product to put it in the cart.',
  de: 'Das hat nicht geklappt. Bitte legen Sie den Artikel auf seiner Seite in den Warenkorb.',
  es: 'No ha funcionado. Abre el producto para añadirlo a la cesta.',
  fr: 'Cela n’a pas fonctionné. Ouvrez le produit pour l’ajouter au panier.',
  zh: '未能加入购物车，请打开商品页面再试。',
  ar: 'لم ينجح ذلك. افتح صفحة المنتج لإضافته إلى السلة.',
};
