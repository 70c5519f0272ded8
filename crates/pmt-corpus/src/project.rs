//! A project: figures drawn so that every sum is right, written into the template.

use crate::random::Random;
use crate::template::fill;
use crate::trades::{FIRST_BODIES, Line, PLACES, SECOND_BODIES, TRADES, Trade};

/// The fiscal year of every declaration.
pub const YEAR: u64 = 2026;

const TEMPLATE: &str = include_str!("project.pmt.template");

/// A project as text, with what its department must know of it.
pub struct Project {
    /// Its name.
    pub name: String,
    /// This year's money, in 元; a multiple of a hundred.
    pub annual: u64,
    /// Its file.
    pub text: String,
}

/// A line of costs with its figures.
struct Cost {
    line: Line,
    quantity: u64,
    /// Of one, in 元.
    price: u64,
}

impl Cost {
    fn draw(random: &mut Random, line: Line) -> Self {
        let least = line.most.checked_div(5).unwrap_or(1).max(1);
        // Prices are whole hundreds, or whole 元 with quantities in hundreds: amounts stay whole hundreds.
        if line.price == 1 {
            let hundreds = random.number(1..=line.most.checked_div(100).unwrap_or(1).max(1));
            return Self { line, quantity: hundreds.saturating_mul(100), price: random.number(6..=90) };
        }
        let price = random.number(line.price.checked_div(2).unwrap_or(1).max(1)..=line.price);
        Self { line, quantity: random.number(least..=line.most), price: price.saturating_mul(100) }
    }

    const fn amount(&self) -> u64 {
        self.quantity.saturating_mul(self.price)
    }
}

/// How a project writes its amounts.
#[derive(Clone, Copy)]
enum Style {
    Yuan,
    TenThousands,
}

impl Style {
    fn write(self, yuan: u64) -> String {
        match self {
            Self::Yuan => format!("{yuan}元"),
            Self::TenThousands => ten_thousands(yuan),
        }
    }
}

/// An amount of whole hundreds in 万元.
pub fn ten_thousands(yuan: u64) -> String {
    let whole = yuan.checked_div(10_000).unwrap_or_default();
    let hundreds = yuan.checked_div(100).and_then(|all| all.checked_rem(100)).unwrap_or_default();
    format!("{whole}.{hundreds:02}万元")
}

/// `annual` in four parts of whole hundreds.
fn quarters(random: &mut Random, annual: u64) -> [u64; 4] {
    let hundreds = annual.checked_div(100).unwrap_or_default();
    let mut share = |least, most| {
        let percent = random.number(least..=most);
        hundreds.saturating_mul(percent).checked_div(100).unwrap_or_default().saturating_mul(100)
    };
    let (first, second, third) = (share(10, 20), share(20, 30), share(20, 30));
    let fourth = annual.saturating_sub(first).saturating_sub(second).saturating_sub(third);
    [first, second, third, fourth]
}

impl Project {
    /// The project of a department at an index, drawn from its own stream.
    pub fn new(random: &mut Random, unit: &str, department: usize, index: usize) -> Self {
        let trade = department
            .saturating_add(index)
            .checked_rem(TRADES.len())
            .and_then(|index| TRADES.get(index))
            .unwrap_or(&TRADES[0]);
        let place = index.checked_rem(PLACES.len()).and_then(|index| PLACES.get(index)).copied();
        let place = format!("{}片区", place.unwrap_or_default());
        let name = format!("{place}{}", trade.name);
        let costs = trade.works.map(|work| work.lines.map(|line| Cost::draw(random, line)));
        let amounts =
            costs.each_ref().map(|lines| lines.iter().map(Cost::amount).fold(0, u64::saturating_add));
        let annual = amounts.iter().copied().fold(0, u64::saturating_add);
        let mut values = vec![
            ("unit", unit.to_owned()),
            ("name", name.clone()),
            ("place", place),
            ("year", YEAR.to_string()),
        ];
        values.extend(trade_values(trade));
        values.extend(cost_values(&costs));
        let style = if random.number(0..=2) == 0 { Style::Yuan } else { Style::TenThousands };
        values.extend(money_values(random, style, amounts, annual));
        values.extend(period_values(random, style, annual, &costs));
        values.extend(figure_values(random));
        Self { name, annual, text: fill(TEMPLATE, &values) }
    }
}

type Values = Vec<(&'static str, String)>;

fn trade_values(trade: &Trade) -> Values {
    let (document, basis) = trade.document;
    let [first, second] = trade.works;
    [
        ("purpose", trade.purpose),
        ("document", document),
        ("basis", basis),
        ("duty", trade.duty),
        ("task1", first.task),
        ("task2", second.task),
        ("benefit", trade.benefit),
        ("served", trade.served),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

fn cost_values(costs: &[[Cost; 2]; 2]) -> Values {
    const NAMES: [[&str; 4]; 4] = [
        ["line1", "quantity1", "unit1", "price1"],
        ["line2", "quantity2", "unit2", "price2"],
        ["line3", "quantity3", "unit3", "price3"],
        ["line4", "quantity4", "unit4", "price4"],
    ];
    NAMES
        .into_iter()
        .zip(costs.iter().flatten())
        .flat_map(|([line, quantity, unit, price], cost)| {
            [
                (line, cost.line.name.to_owned()),
                (quantity, cost.quantity.to_string()),
                (unit, cost.line.unit.to_owned()),
                (price, cost.price.to_string()),
            ]
        })
        .collect()
}

fn money_values(random: &mut Random, style: Style, [first, second]: [u64; 2], annual: u64) -> Values {
    let carried = if random.number(0..=4) == 0 {
        annual.checked_div(1_000).unwrap_or_default().saturating_mul(100)
    } else {
        0
    };
    let [q1, q2, q3, q4] = quarters(random, annual);
    [
        ("amount1", first),
        ("amount2", second),
        ("annual", annual),
        ("current", annual.saturating_sub(carried)),
        ("carried", carried),
        ("quarter1", q1),
        ("quarter2", q2),
        ("quarter3", q3),
        ("quarter4", q4),
    ]
    .map(|(name, yuan)| (name, style.write(yuan)))
    .to_vec()
}

/// One project in five goes on for a second year, on which it spends as much again.
fn period_values(random: &mut Random, style: Style, annual: u64, costs: &[[Cost; 2]; 2]) -> Values {
    let two_years = random.number(0..=4) == 0;
    let (end_year, times) = if two_years { (YEAR.saturating_add(1), 2) } else { (YEAR, 1) };
    let first_output = costs.iter().flatten().next().map_or(0, |cost| cost.quantity);
    let amount = style.write(annual);
    let years = if two_years {
        format!("; 分年度 {{ {YEAR}年: {amount}; {end_year}年: {amount} }}")
    } else {
        String::new()
    };
    vec![
        ("start", format!("{YEAR}-01-01")),
        ("end", format!("{end_year}-12-31")),
        ("endyear", end_year.to_string()),
        ("nature", if two_years { "阶段性项目" } else { "经常性项目" }.to_owned()),
        ("category", random.pick(&["特定目标类", "其他运转类"]).to_owned()),
        ("total", style.write(annual.saturating_mul(times))),
        ("total1", first_output.saturating_mul(times).to_string()),
        ("years", years),
    ]
}

fn figure_values(random: &mut Random) -> Values {
    let (first, second) = (random.number(1..=4), random.number(8..=12));
    vec![
        ("body1", random.pick(FIRST_BODIES).to_owned()),
        ("body2", random.pick(SECOND_BODIES).to_owned()),
        ("month1", first.to_string()),
        ("month1pad", format!("{first:02}")),
        ("month2", second.to_string()),
        ("month2pad", format!("{second:02}")),
        ("quality", random.number(92..=100).to_string()),
        ("benefitvalue", random.number(60..=95).to_string()),
        ("servedvalue", random.number(85..=96).to_string()),
        ("sample", random.number(10..=60).saturating_mul(10).to_string()),
    ]
}
