import { department } from './department.ts';

export const pantry = department(
  'Pantry',
  'Fruit, bread, cheese and something sweet',
  ['Sunday Market', 'Miller & Daughter'],
  {
    'Fruit & vegetables': `
      🍎 | Red apples, 1 kg | 4 | fruit | Crisp and a little sour, from the orchard
      🍐 | Pears, 1 kg | 5 | fruit | Soft and sweet, good with cheese
      🍊 | Oranges, 1 kg | 4 | fruit, breakfast | For juice or out of the hand
      🍋 | Lemons, six | 3 | fruit, tea, baking | Unwaxed, so that the zest can be used
      🍌 | Bananas, five | 3 | fruit, breakfast | Ripened on the way
      🍇 | Red grapes, 500 g | 5 | fruit, cheese | Without seeds
      🍓 | Strawberries, 500 g | 6 | fruit, baking | Picked this morning
      🫐 | Blueberries, 250 g | 5 | fruit, breakfast | For porridge and pancakes
      🍒 | Cherries, 500 g | 7 | fruit | Dark and sweet
      🍑 | Peaches, four | 6 | fruit | With a soft skin
      🥭 | Mango | 4 | fruit | Ready to eat
      🍍 | Pineapple | 5 | fruit, party | Sweet, with a crown that can be planted
      🥥 | Coconut | 4 | fruit | Milk and flesh
      🥝 | Kiwis, six | 4 | fruit, breakfast | Full of vitamin C
      🍉 | Watermelon | 8 | fruit, picnic | For a hot day
      🥑 | Avocados, two | 4 | breakfast, sushi | Ripe today
      🍅 | Tomatoes on the vine | 5 | cooking | With the scent of summer
      🥕 | Carrots, a bunch | 3 | cooking | With their greens
      🌽 | Sweetcorn, two | 3 | cooking, picnic | For the grill
      🥦 | Broccoli | 3 | cooking | Firm and green
      🍄 | Mushrooms, 250 g | 4 | cooking | For risotto and soups
      🧄 | Garlic, three bulbs | 2 | cooking | Mild and juicy
      🌶️ | Red chillies | 2 | cooking | Hot, use with care
      🎃 | Pumpkin | 7 | autumn, cooking | For soup, or to carve`,
    'Bread & cheese': `
      🍞 | Sourdough loaf | 6 | breakfast, cheese | Baked before six in the morning
      🥖 | Baguette | 3 | cheese, picnic | Crisp outside, soft inside
      🥐 | Butter croissants, four | 7 | breakfast, coffee | In 27 layers
      🥨 | Pretzels, four | 5 | picnic | With coarse salt
      🥯 | Bagels, four | 5 | breakfast | Boiled, then baked
      🧀 | Mountain cheese, 400 g | 12 | cheese, wine | Aged for ten months
      🧈 | Salted butter | 4 | breakfast, baking | From grass-fed cows
      🥚 | Eggs, ten | 4 | breakfast, baking | From hens that go outside
      🫒 | Green olives | 5 | cheese, wine | In brine with lemon
      🥓 | Smoked bacon | 6 | breakfast | Dry-cured, in thin slices`,
    'Sweets & jars': `
      🍯 | Lime blossom honey | 9 | tea, breakfast | From bees in the city
      🍫 | Dark chocolate, 70 % | 5 | sweet, coffee | From one farm in Ecuador
      🍪 | Oat cookies | 6 | sweet, tea | With chocolate chips
      🍩 | Doughnuts, four | 8 | sweet, coffee | Glazed, with sprinkles
      🧁 | Cupcakes, six | 12 | sweet, party | Vanilla with cream
      🎂 | Birthday cake | 34 | party, sweet | With candles, for twelve
      🍰 | Strawberry cake | 24 | sweet, tea | Sponge, cream and berries
      🥧 | Apple pie | 18 | sweet, baking | As a grandmother makes it
      🍭 | Lollipops, five | 4 | sweet | With spirals
      🍬 | Boiled sweets | 3 | sweet | In a paper bag
      🍿 | Popcorn | 4 | film, party | Salted, for the film
      🍦 | Vanilla ice cream | 6 | sweet, picnic | With real vanilla
      🥜 | Roasted peanuts | 3 | film | In the shell
      🍾 | Sparkling wine | 16 | wine, party | Dry, from bottle fermentation
      🍣 | Sushi for two | 22 | sushi | Salmon and tuna, made to order
      🥟 | Dumplings, twelve | 9 | cooking | With vegetables, to fry or to steam`,
  },
);
