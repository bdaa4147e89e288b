import { department } from './department.ts';

export const garden = department(
  'Garden',
  'Plants for the window sill, the balcony and the bed',
  ['Fern & Fox', 'Bramble Yard'],
  {
    'House plants': `
      🪴 | Rubber plant in a pot | 36 | plants, decor | Grows well in half shade
      🌵 | Cactus in a pot | 15 | plants, desert | Wants water once a month
      🌱 | Seedling of basil | 4 | plants, cooking | For the kitchen window
      🌿 | Rosemary | 6 | plants, cooking | Hardy, and good with potatoes
      🍀 | Lucky clover | 7 | plants, gift | Four leaves, in a small pot
      🎍 | Bamboo arrangement | 29 | plants, decor | Three stems in a bowl
      🌴 | Small palm tree | 59 | plants, desert | For a bright room
      🌲 | Spruce in a tub | 45 | plants, winter | Evergreen, 80 cm
      🎄 | Decorated tree | 89 | winter, decor | With lights and baubles`,
    Flowers: `
      💐 | Bouquet of the season | 32 | flowers, gift | What the field has this week
      🌹 | Red rose | 5 | flowers, gift | Long stem
      🌷 | Tulips, ten | 12 | flowers | From the bulb, straight from the field
      🌻 | Sunflower | 6 | flowers | Turns any room to the sun
      🌸 | Cherry blossom twig | 9 | flowers, decor | Opens within three days
      🌺 | Hibiscus | 18 | flowers, plants | For the sunny balcony
      🌼 | Daisies in a tray | 8 | flowers | Six plants for the bed
      🪷 | Water lily | 24 | flowers | For the pond
      🪻 | Hyacinth | 7 | flowers, winter | Scents the whole room`,
    'Tools & birds': `
      🪣 | Zinc bucket | 19 | gardening | Ten litres, with a wooden grip
      🧤 | Garden gloves | 12 | gardening, winter | Warm and tough
      🪓 | Small axe | 42 | gardening, camping | Ash handle, for kindling
      🪚 | Hand saw | 26 | gardening, tools | Cuts as it is pulled
      🪜 | Wooden ladder | 58 | gardening, tools | Seven steps
      🛖 | Garden hut | 349 | gardening | To build in a weekend
      ⛲ | Stone fountain | 420 | gardening, decor | With a quiet pump
      🪹 | Nest for birds | 21 | birds | Woven, hangs in a tree
      🪺 | Nest with eggs of clay | 24 | birds, decor | For the spring table
      🐝 | Bee house | 33 | birds, gardening | A home for wild bees
      🌾 | Bird seed | 8 | birds | Ears of wheat and millet, in a sheaf`,
  },
);
