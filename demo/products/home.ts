import { department } from './department.ts';

export const home = department('Home', 'Things that make four walls a home', ['Oak & Linen', 'Lumen'], {
  Furniture: `
    🪑 | Beech chair | 89 | furniture | Solid wood, for the table or the desk
    🛋️ | Two-seat sofa with lamp | 690 | furniture, reading | Deep and soft, with a lamp to read by
    🛏️ | Bed of oak | 540 | furniture, sleep | With a slatted frame, 140 × 200
    🪞 | Round mirror | 120 | decor | With a frame of brass
    🚪 | Panelled door | 260 | tools | Pine, to paint or to oil
    🪟 | Window with two wings | 310 | tools | Double glazed
    🛁 | Bathtub on feet | 880 | bath | Enamelled iron
    🚽 | Toilet | 240 | bath | Quiet and saves water
    🚿 | Rain shower | 95 | bath | With a hose`,
  'Light & clocks': `
    💡 | Filament bulb | 9 | light | Warm white, LED
    🕯️ | Beeswax candle | 11 | light, decor, sleep | Burns for twelve hours
    🏮 | Red paper lantern | 17 | light, party | For the garden or the hall
    🪔 | Oil lamp of brass | 23 | light, decor | With a wick of cotton
    ⏰ | Alarm clock with bells | 28 | sleep, clocks | So loud that nobody oversleeps
    🕰️ | Mantel clock | 135 | clocks, decor | Strikes on the hour
    ⏳ | Hourglass | 19 | clocks, cooking | Three minutes, for the egg
    🎐 | Wind chime | 21 | decor | Glass with a paper strip
    🖼️ | Framed landscape | 75 | decor, art | Print on cotton paper`,
  'Bath & cleaning': `
    🧼 | Olive oil soap | 6 | bath | Does not dry the skin
    🧽 | Kitchen sponge | 3 | cleaning | Of cellulose, three pieces
    🧴 | Body lotion | 14 | bath | With almond oil
    🪥 | Toothbrush of bamboo | 5 | bath | Soft bristles
    🧻 | Toilet paper, eight rolls | 6 | bath | Recycled
    🧹 | Broom | 18 | cleaning | With bristles of rice straw
    🧺 | Laundry basket | 36 | cleaning, picnic | Willow, with two handles
    🪒 | Safety razor | 32 | bath | Takes any blade
    🛎️ | Reception bell | 25 | decor | Rings when the soup is ready
    🧸 | Teddy bear | 24 | toys, baby, gift, sleep | Soft, and always there
    🔑 | Key of brass | 8 | tools | A spare for the neighbour
    🪤 | Mouse trap | 7 | tools | Of wood and steel`,
});
