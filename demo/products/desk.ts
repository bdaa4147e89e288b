import { department } from './department.ts';

export const desk = department('Desk', 'Paper, pens and machines for good work', ['Quill', 'Copperwire'], {
  'Paper & books': `
    📓 | Ruled notebook | 9 | writing, school | 192 pages, lies flat
    📔 | Diary with a clasp | 14 | writing, gift | One page a day
    📒 | Ledger | 11 | office | With numbered pages
    📕 | A novel in red | 16 | reading | Of a house by the sea
    📗 | A field guide to birds | 22 | reading, birds | 400 species
    📘 | An atlas of the stars | 38 | reading, science | With 24 maps
    📙 | A book of soups | 19 | reading, cooking | 80 recipes
    📚 | Box of three classics | 42 | reading, gift | In cloth
    📰 | Weekly newspaper | 4 | reading, coffee | Out on Thursday
    📜 | Parchment scroll | 17 | writing, decor | For proclamations
    📅 | Wall calendar | 13 | office | A page a month
    🗒️ | Spiral notepad | 5 | office, writing | 80 sheets
    🏷️ | Labels with string | 4 | office, gift | Fifty
    🔖 | Bookmark | 3 | reading, gift | With a ribbon
    ✉️ | Envelopes, 25 | 5 | writing, office | Laid paper
    📦 | Cardboard box | 3 | office, travel | 30 × 30 × 30 cm
    📫 | Letter box | 69 | writing, gardening | With a flag`,
  'Pens & tools': `
    ✏️ | Pencil with eraser | 2 | writing, school | HB
    🖊️ | Ballpoint pen | 4 | writing, office | Blue, refillable
    🖋️ | Fountain pen | 58 | writing, gift | With a nib of steel
    📏 | Ruler | 3 | school, office | 30 cm
    📐 | Set square | 4 | school | With angles
    ✂️ | Scissors | 11 | office, craft | For the right and the left hand
    📎 | Paper clips | 2 | office | A hundred
    📌 | Drawing pins | 3 | office | Fifty
    📁 | File folder | 4 | office | For A4
    🗂️ | Card index | 12 | office | With tabs
    🗄️ | Filing cabinet | 165 | office, furniture | Two drawers, with a lock
    🗑️ | Paper basket | 21 | office | Of wire
    🧮 | Abacus | 24 | school, toys | A hundred beads
    🔨 | Hammer | 19 | tools | 300 g
    🪛 | Screwdriver | 9 | tools | With six bits
    🔧 | Spanner | 14 | tools, cycling | 17 mm
    🧰 | Tool box | 85 | tools | 60 pieces
    🧲 | Horseshoe magnet | 8 | science, school | Lifts two kilograms
    🔬 | Microscope | 159 | science, school | Magnifies 400 times
    🔍 | Magnifying glass | 15 | science, reading | Three times
    🧪 | Test tubes | 12 | science | Six, with a rack
    🌐 | Globe with light | 79 | light, school, travel | 30 cm`,
  Electronics: `
    💻 | Laptop | 899 | computer, office | 14 inches, runs for twelve hours
    🖥️ | Desktop computer | 749 | computer, video games | With a screen of 27 inches
    ⌨️ | Mechanical keyboard | 99 | computer, office, video games | Quiet switches
    🖱️ | Mouse | 29 | computer, office, video games | Without a cable
    🖨️ | Laser printer | 210 | computer, office | 30 pages a minute
    📱 | Smartphone | 599 | phone | 6.1 inches, two cameras
    ☎️ | Telephone with a dial | 85 | phone, decor | Red, and rings like one
    📷 | Compact camera | 340 | film, travel | With a zoom
    📹 | Video camera | 420 | film, studio | 4K
    📺 | Television | 480 | film | With an antenna
    📻 | Portable radio | 65 | music, camping | FM and DAB
    🎙️ | Studio microphone | 139 | studio, music | USB, with a stand
    🔋 | Batteries, four | 5 | toys, camping | Rechargeable, AA
    🔌 | Plug with cable | 7 | tools, computer | Three metres
    💾 | Diskette | 3 | computer | For those who remember
    📀 | A film on disc | 12 | film | A comedy for the weekend
    🧯 | Fire extinguisher | 39 | tools, cooking | Six litres
    ⚖️ | Scales of brass | 72 | cooking, science | To one gram`,
});
