import { department } from './department.ts';

export const outdoors = department(
  'Outdoors',
  'For mountains, courts and long roads',
  ['Ridgeway', 'Fairplay'],
  {
    Camping: `
      ⛺ | Tent for two | 189 | camping | Up in five minutes, 2.4 kg
      🔦 | Torch | 24 | camping, tools | Shines 200 metres
      🧭 | Compass | 29 | camping, travel | Liquid-filled, with a mirror
      🗺️ | Folded map | 12 | camping, travel | 1 to 50,000, waterproof
      🔭 | Telescope | 240 | science, camping | For the moons of Jupiter
      🪵 | Firewood | 9 | camping, winter | Birch, dry
      🔥 | Fire bowl | 75 | camping, gardening | Of steel, for the terrace
      🧊 | Ice for the cool box | 5 | picnic, camping | Refreezable
      🎣 | Fishing rod | 68 | fishing, camping | With a reel
      🛶 | Canoe | 780 | camping, fishing | For two, 4.6 metres
      🩹 | Plasters | 4 | camping, sport | Twenty, in three sizes
      🛟 | Life ring | 55 | swim, fishing | Approved
      ⛱️ | Beach umbrella | 44 | beach, summer, picnic | Two metres wide`,
    'Ball games': `
      ⚽ | Football | 29 | sport, football | Hand-stitched, size 5
      🏀 | Basketball | 34 | sport | For inside and outside
      🏈 | American football | 32 | sport | With laces
      ⚾ | Baseball | 12 | sport | Leather
      🥎 | Softball | 13 | sport | Yellow, easy to see
      🎾 | Tennis ball | 4 | sport, tennis | With lively felt
      🏐 | Volleyball | 27 | sport, beach | Soft to the hand
      🏉 | Rugby ball | 28 | sport | Grips in the rain
      🎱 | Billiard ball | 9 | games | The black eight
      🎳 | Bowling ball with pins | 58 | sport, games | Ball and ten pins`,
    'Sport & wheels': `
      🏓 | Table tennis bat | 25 | sport, tennis | Two bats and a ball
      🏸 | Badminton racket | 36 | sport, tennis | With a shuttlecock
      🥊 | Boxing glove | 49 | sport | 12 ounces
      🏒 | Hockey stick | 62 | sport, winter | With a puck
      🏏 | Cricket bat | 74 | sport | Willow, with a ball
      🪃 | Boomerang | 19 | toys, sport | Comes back
      🥏 | Flying disc | 11 | sport, beach | 175 g
      🏹 | Bow and arrow | 98 | sport | For the right hand
      🎿 | Skis | 330 | winter, sport | With bindings and poles
      🛷 | Sledge | 65 | winter, toys | Ash wood, for two
      🛹 | Skateboard | 79 | sport, casual | Seven layers of maple
      🛴 | Kick scooter | 115 | travel, toys | Folds up
      🚲 | City bicycle | 490 | cycling, travel | Seven gears and a bell
      🛵 | Motor scooter | 2400 | travel | Electric, 45 km/h
      🏋️ | Barbell | 95 | sport | Forty kilograms
      🏆 | Winner's cup | 33 | sport, gift | With room for a name
      🥇 | Gold medal | 14 | sport, gift | On a ribbon
      ⛳ | Golf flag | 22 | sport | With a hole for the garden`,
  },
);
