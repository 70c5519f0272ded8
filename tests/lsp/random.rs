//! Random numbers that are the same every time, unless `PMT_SEED` says otherwise.

/// Where the numbers start from if nobody says.
const SEED: u64 = 20_261_125;

/// The same numbers for the same seed on every machine.
pub struct Random(pmt_corpus::Random);

impl Random {
    /// Says aloud what it starts from, so that what went wrong can be had again.
    pub fn start(what: &str) -> Self {
        let seed = setting("PMT_SEED", SEED);
        println!("{what}: PMT_SEED={seed}");
        Self(pmt_corpus::Random::seeded(seed))
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0.below(end)
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
