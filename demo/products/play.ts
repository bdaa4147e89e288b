import { department } from './department.ts';

export const play = department('Play', 'Games, toys and instruments', ['Kite & Top', 'Little Fugue'], {
  'Toys & games': `
    🪀 | Yo-yo | 8 | toys | With a ball bearing
    🪁 | Kite | 22 | toys, beach | Flies from a light breeze on
    🧩 | Jigsaw puzzle | 18 | games, gift | 1,000 pieces
    🪆 | Nesting dolls | 29 | toys, decor, gift | Five in one, painted by hand
    🎲 | Dice, a pair | 4 | games | With round corners
    ♟️ | Chess pieces | 35 | games | Weighted, with felt
    🃏 | Playing cards | 7 | games, magic | Linen finish
    🀄 | Mahjong set | 58 | games | 144 tiles in a case
    🎯 | Dartboard | 46 | games, sport | With six darts
    🪄 | Magic wand | 13 | magic, toys | With twelve tricks to learn
    🎈 | Balloons, twenty | 5 | party | In five colours
    🎁 | Gift box | 6 | gift, party | With a bow
    🎉 | Party popper | 4 | party | With paper streamers
    🪅 | Piñata | 26 | party, toys | To fill and to break
    🤖 | Robot to build | 64 | toys, science | 120 parts, it walks
    🚂 | Wooden steam train | 39 | toys, baby | With a whistle
    🚒 | Toy fire engine | 27 | toys | With a ladder that turns
    🏎️ | Toy racing car | 21 | toys | Pull back and let go
    🚀 | Model rocket | 32 | toys, science | Flies up to 100 metres
    🛸 | Flying saucer | 25 | toys | Hovers above the hand
    🦖 | Dinosaur of rubber | 16 | toys | One of the largest
    🦄 | Unicorn money box | 19 | toys, gift | With rainbow hair
    🎮 | Game controller | 59 | video games | For computer and console
    🕹️ | Arcade joystick | 69 | video games | With a red ball`,
  Music: `
    🎸 | Electric guitar | 349 | music, rock | Two pickups, maple neck
    🎻 | Violin | 420 | music, classical | Spruce top, with bow and case
    🎹 | Keyboard | 280 | music, classical | 61 weighted keys
    🥁 | Snare drum | 165 | music, rock | With sticks
    🎺 | Trumpet | 310 | music, classical | B flat, gold lacquer
    🎷 | Alto saxophone | 590 | music | For beginners and later
    🪗 | Accordion | 450 | music | 48 basses
    🪕 | Banjo | 220 | music | Five strings
    🪘 | Hand drum | 89 | music, dance | Goat skin, tuned by ropes
    🪇 | Maracas, a pair | 17 | music, dance, party | Filled with seeds
    🪈 | Wooden flute | 45 | music, classical | In C, pear wood
    🎤 | Microphone | 95 | music, rock, studio | For the stage
    🎧 | Headphones | 129 | music, studio, video games | Closed, for long evenings`,
  'Paint & craft': `
    🎨 | Paint palette | 14 | art | With eight colours
    🖌️ | Paint brush | 7 | art | Sable, size 10
    🖍️ | Wax crayons | 6 | art, school, toys | Twelve colours
    🧶 | Ball of wool | 9 | craft, winter | Merino, 100 g
    🧵 | Sewing thread | 3 | craft | 200 m
    🪡 | Sewing needle | 2 | craft | Five sizes
    🪢 | Rope for knots | 8 | craft, camping | Cotton, ten metres
    🧷 | Safety pins | 3 | craft, baby | Twenty pieces
    🪩 | Mirror ball | 38 | party, dance, light | 20 cm, with a motor`,
});
