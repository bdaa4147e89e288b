import { department } from './department.ts';

export const wardrobe = department(
  'Wardrobe',
  'Clothes, shoes and what goes with them',
  ['North Pier', 'Wilde'],
  {
    Clothes: `
      👕 | Cotton T-shirt | 19 | casual | Heavy cotton that keeps its shape | Blue 0, Green -70, Purple 60, Red 150
      👚 | Linen blouse | 39 | summer, office | Loose, for warm days | Pink 0, Blue -110, Green 180
      👔 | Shirt with tie | 49 | office, formal | Easy to iron | Blue 0, Green -70, Purple 60
      👗 | Summer dress | 69 | summer | With a belt and pockets | Blue 0, Purple 60, Green -90
      👖 | Straight jeans | 75 | casual | Raw denim
      🩳 | Swimming shorts | 29 | swim, summer | Dry within an hour | Red 0, Blue -140, Green 120
      👘 | Silk kimono | 140 | formal, sleep | With a wide belt
      🥻 | Sari | 95 | formal | Six metres of silk
      🧥 | Wool coat | 189 | winter, office | Lined, down to the knee
      🥼 | White lab coat | 35 | science | Cotton, with three pockets
      🦺 | Safety vest | 15 | tools, cycling | Seen from afar
      🩱 | Swimsuit | 39 | swim, summer | With a low back | Blue 0, Pink 110
      👙 | Bikini | 34 | swim, summer | Two pieces that stay in place
      🥋 | Judo suit | 55 | sport | With a belt`,
    Shoes: `
      👟 | Running shoes | 110 | sport, casual | Light, with much spring
      🥾 | Hiking boots | 145 | camping, winter | Waterproof, with a deep tread
      👞 | Leather lace-ups | 130 | office, formal | Welted, to be resoled
      👠 | Red heels | 99 | formal, party | Eight centimetres
      👡 | Summer sandals | 59 | summer | With a low heel
      👢 | Long boots | 160 | winter | Leather, with a zip
      🩰 | Ballet shoes | 48 | dance | Satin, with ribbons
      🩴 | Flip-flops | 16 | swim, summer | For the beach
      ⛸️ | Ice skates | 85 | winter, sport | Figure skating, with a pick
      🛼 | Roller skates | 79 | sport, dance | Four wheels and a brake`,
    Accessories: `
      🎩 | Top hat | 65 | formal, magic | Of felt, 15 cm high
      👒 | Straw hat | 32 | summer, gardening | Wide brim with a ribbon
      🧢 | Baseball cap | 18 | casual, sport | One size | Blue 0, Green -80, Red 140
      🧣 | Knitted scarf | 29 | winter | Merino, two metres long
      🧦 | Wool socks | 12 | winter, camping | Two pairs
      🕶️ | Sunglasses | 45 | summer, swim | Full UV protection
      👓 | Reading glasses | 28 | reading, office | +1.5
      🥽 | Diving goggles | 24 | swim | Does not fog
      ☂️ | Umbrella | 27 | travel | Stands up to the wind
      🎒 | School backpack | 54 | school, camping | With a padded back | Red 0, Blue -140, Green 120
      👜 | Leather handbag | 119 | office, formal | With a zip and a pocket inside
      👛 | Coin purse | 19 | gift | With a clasp
      👝 | Evening clutch | 42 | formal, party | With a fine chain
      💼 | Briefcase | 149 | office, travel | Full-grain leather
      🧳 | Cabin suitcase | 125 | travel | Four wheels, 38 litres
      ⌚ | Wrist watch | 179 | clocks, gift, office | With a strap of steel
      💍 | Ring with a stone | 320 | gift, formal | Silver and blue topaz
      📿 | Wooden beads | 22 | gift | 108 beads on a string
      🪭 | Folding fan | 14 | summer, dance | Bamboo and paper
      💄 | Red lipstick | 18 | party | Stays on all evening`,
  },
);
