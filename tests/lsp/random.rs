//! Random numbers that are the same every time, unless `PMT_SEED` says otherwise.

/// Where the numbers start from if nobody says.
const SEED: u64 = 20_261_125;

/// A small generator: the same numbers for the same seed on every machine.
pub struct Random(u64);

impl Random {
    /// Says aloud what it starts from, so that what went wrong can be had again.
    pub fn start(what: &str) -> Self {
        let seed = setting("PMT_SEED", SEED);
        println!("{what}: PMT_SEED={seed}");
        Self(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// One of some.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// A place in a text where an editor's cursor can be.
    pub fn place(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        place_before(text, at)
    }

    /// A stretch of a text, short as a rule.
    pub fn stretch(&mut self, text: &str, most: usize) -> std::ops::Range<usize> {
        let start = self.place(text);
        let end = place_before(text, (start + self.below(most)).min(text.len()));
        start..end.max(start)
    }
}

/// The last place where a cursor can be, at an offset or before.
fn place_before(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at)
        || (at > 0 && text.as_bytes()[at - 1] == b'\r' && text.as_bytes().get(at) == Some(&b'\n'))
    {
        at -= 1;
    }
    at
}

/// What the environment sets.
pub fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// What is typed: every width of character, every kind of bracket, line ends of both kinds.
pub const TYPED: &[&str] = &[
    "项目 \"甲\" {\r\n",
    "}\n",
    "\r\n",
    "\n",
    "𠮷",
    "😀",
    "  主管部门: \"某局\"\n",
    "\"\"\"",
    "// 注 𠮷\r\n",
    "// pmt: 允许 ",
    "{",
    "}",
    "：",
    "｛",
    "｝",
    "万元",
    "12",
    "绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 600 人次 } } }\n",
    "，",
    "a",
    " ",
    "《办法》",
    "${",
    "“",
    "申报 2022 {\n}\n",
    "= ",
    "%",
    "\u{FEFF}",
];
