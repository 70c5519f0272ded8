//! The keys of the form: their labels in each edition, their English names and what they mean.

use super::{Edition, EditionSet};

/// One label of a key, with the editions that print it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The label.
    pub text: &'static str,
    /// The editions whose form prints it.
    pub editions: EditionSet,
}

const SHANGHAI: EditionSet =
    EditionSet::of(&[Edition::Shanghai2022, Edition::Shanghai2023, Edition::Shanghai2026]);
const CENTRAL: EditionSet = EditionSet::of(&[Edition::Central2021]);

macro_rules! keys {
    ($($key:ident $english:literal [$($text:literal $editions:expr),+] $zh:literal $en:literal;)*) => {
        /// A key of the vocabulary. Its spelling depends on the edition; its identity does not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Key {
            $(#[doc = $en] $key,)*
        }

        impl Key {
            /// Every key.
            pub const ALL: &[Self] = &[$(Self::$key),*];

            /// Its labels, the usual one first.
            pub const fn spellings(self) -> &'static [Spelling] {
                match self {
                    $(Self::$key => {
                        const SPELLINGS: &[Spelling] =
                            &[$(Spelling { text: $text, editions: $editions }),+];
                        SPELLINGS
                    })*
                }
            }

            /// Its English name, as the JSON and the completion filter have it.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$key => $english,)* }
            }

            /// What it means, in Chinese.
            pub const fn meaning_zh(self) -> &'static str {
                match self { $(Self::$key => $zh,)* }
            }

            /// What it means, in English.
            pub const fn meaning_en(self) -> &'static str {
                match self { $(Self::$key => $en,)* }
            }
        }
    };
}

keys! {
    Declaration "declaration" ["申报" EditionSet::ALL]
        "申报的封面：一个文件夹一份" "The cover of a declaration: one per folder";
    Region "edition" ["版式" EditionSet::ALL]
        "采用哪个地区的表式；与年度一起决定规则" "Whose form is used; with the year it selects the rules";
    Department "department" ["主管部门" EditionSet::ALL]
        "预算主管部门的全称" "The full name of the department in charge of the budget";
    Unit "implementingUnit" ["实施单位" EditionSet::ALL]
        "实施项目的单位的全称" "The full name of the unit that carries the project out";
    UnitCount "unitCount" ["预算单位数" EditionSet::ALL]
        "开展申报的预算单位个数" "How many budget units take part";
    ProjectCount "projectCount" ["项目数" EditionSet::ALL]
        "编报绩效目标的项目个数；与文件核对" "How many projects are declared; checked against the files";
    Budget "budget" ["预算资金" EditionSet::ALL]
        "涉及的项目预算资金；与各项目年度资金之和核对"
        "The money of all projects together; checked against the sum of their annual amounts";
    CoverNote "coverNote" ["绩效目标设置情况" EditionSet::ALL]
        "封面上的说明文字" "The prose on the cover";
    Project "project" ["项目" EditionSet::ALL]
        "一个申报项目" "One declared project";
    ProjectCode "projectCode" ["项目代码" EditionSet::ALL]
        "一体化系统中的项目代码" "The project's code in the budget system";
    UnitCode "unitCode" ["单位代码" EditionSet::ALL]
        "一体化系统中的单位代码" "The unit's code in the budget system";
    Category "category" ["项目类别" SHANGHAI]
        "项目的类别" "The project's category";
    Nature "nature" ["项目性质" EditionSet::of(&[Edition::Shanghai2023, Edition::Shanghai2026])]
        "项目的性质" "Whether the project recurs, is of stages or is done once";
    Attribute "attribute" ["项目属性" CENTRAL]
        "新增项目或延续项目" "New or continued";
    Period "period" ["实施周期" EditionSet::ALL]
        "计划开始日期与计划完成日期；后面的文字是情况说明的第五部分"
        "The planned first and last day; a text after them is the narrative's fifth section";
    GoalPeriod "goalPeriod" ["目标期间" EditionSet::ALL]
        "总目标所属年度；可省略，由实施周期得出" "The years of the whole-period goal; derived from the dates if left out";
    Overview "overview" ["项目概述" EditionSet::ALL]
        "情况说明一：项目的总体情况、立项目的等" "Section one: the project as a whole and its purpose";
    Basis "basis" ["立项依据" EditionSet::ALL]
        "情况说明二：立项所依据的文件和职能" "Section two: the documents and duties it rests on";
    Bodies "bodies" ["实施主体" EditionSet::ALL]
        "情况说明三：各个责任主体及其职责" "Section three: who is responsible for what";
    Plan "plan" ["实施方案" EditionSet::ALL]
        "情况说明四：实施阶段和实施内容" "Section four: stages and contents of the work";
    BudgetPlan "budgetPlan" ["年度预算安排" EditionSet::ALL]
        "情况说明六：年度财政资金预算安排" "Section six: how the year's money is planned";
    Goals "goals" ["绩效目标" EditionSet::ALL]
        "情况说明七：绩效目标" "Section seven: the goals";
    Documents "documents" ["文件依据" EditionSet::ALL]
        "作为依据的文件，书名号逐件列出" "The documents it rests on, each by its title";
    Duties "duties" ["工作职能" EditionSet::ALL]
        "与项目有关的单位职能" "The unit's duties behind the project";
    BasisContent "basisContent" ["依据内容" EditionSet::ALL]
        "文件中具体作为依据的内容" "What in the document is the basis";
    DocumentNumber "documentNumber" ["文号" EditionSet::ALL]
        "发文字号，如〔2021〕1号" "The document's number";
    Validity "validity" ["有效期" EditionSet::ALL]
        "文件的有效期间" "When the document is in force";
    Task "task" ["任务" EditionSet::ALL]
        "实施方案的一部分，有自己的预算、时间和责任主体" "A part of the plan with its own budget, time and owner";
    TaskTotal "total" ["总额" EditionSet::ALL]
        "任务在整个实施周期的金额" "The task's amount over the whole period";
    Time "time" ["时间" EditionSet::ALL]
        "任务的时间：日期、月份或期间" "When: dates, months or a period";
    Owner "owner" ["责任" EditionSet::ALL]
        "负责任务的主体，须在实施主体中列出" "Who answers for the task; declared under 实施主体";
    Costing "costing" ["测算" EditionSet::ALL]
        "任务的成本明细，合计应等于任务金额" "The task's cost lines; they add up to its amount";
    Estimate "estimate" ["资金测算" EditionSet::ALL]
        "年度资金的测算过程" "How the annual amount was worked out";
    FundType "fundType" ["资金类型" EditionSet::ALL]
        "资金的来源类型" "Where the money comes from";
    Schedule "schedule" ["执行计划" EditionSet::ALL]
        "年度执行计划；可按时段列金额" "The year's schedule; may give amounts by period";
    TotalFunds "totalFunds" ["项目资金总额" EditionSet::ALL]
        "整个实施周期的资金总额" "The money of the whole period";
    FiscalFunds "fiscalFunds" ["财政资金" EditionSet::ALL]
        "总额中的财政资金" "The part of the total that is fiscal money";
    OtherFunds "otherFunds" ["其他资金" EditionSet::ALL]
        "财政资金以外的资金" "The part that is not fiscal money";
    ByYear "byYear" ["分年度" EditionSet::ALL]
        "总额按年度的分解" "The total by year";
    AnnualFunds "annualFunds" ["年度资金申请总额" EditionSet::ALL]
        "本年度申请的资金总额" "The money asked for this year";
    CurrentYearFunds "currentYearAppropriation" ["当年财政拨款" EditionSet::ALL]
        "年度资金中当年的财政拨款" "This year's fiscal appropriation";
    CarriedOverFunds "carriedOver" ["上年结转资金" EditionSet::ALL]
        "年度资金中上年结转的资金" "What is carried over from last year";
    WholeGoal "wholeGoal" [
        "项目总目标" SHANGHAI,
        "项目总体目标" EditionSet::of(&[Edition::Shanghai2026]),
        "中期目标" CENTRAL,
        "总体目标" CENTRAL]
        "整个实施周期要达到的目标" "What the whole period is to achieve";
    AnnualGoal "annualGoal" [
        "年度总目标" EditionSet::of(&[Edition::Shanghai2022]),
        "年度总体目标" EditionSet::of(&[Edition::Shanghai2023, Edition::Shanghai2026]),
        "年度目标" CENTRAL]
        "本年度要达到的目标" "What the year is to achieve";
    Indicators "indicators" ["绩效指标" EditionSet::ALL]
        "三级绩效指标" "The three levels of indicators";
    Kind "kind" ["性质" EditionSet::ALL]
        "指标性质：定性或定量（其他）" "Qualitative, or quantities in words";
    Weight "weight" ["权重" EditionSet::ALL]
        "指标权重（分值）" "The indicator's weight in points";
    Serves "tasks" ["对应" EditionSet::ALL]
        "指标所对应的任务" "The tasks it measures";
    Explanation "explanation" ["指标解释" EditionSet::ALL]
        "指标的含义" "What the indicator means";
    Method "method" ["计算方法" EditionSet::ALL]
        "指标值的计算方法" "How its value is worked out";
    Source "source" ["数据来源" EditionSet::ALL]
        "取得指标值的资料" "Where its value comes from";
    TargetBasis "targetBasis" ["取值依据" EditionSet::ALL]
        "目标值的依据" "Why the target is what it is";
    Scoring "scoring" ["评分标准" EditionSet::ALL]
        "评（扣）分标准" "How points are given";
    Remark "remark" ["备注" EditionSet::ALL]
        "补充说明" "A remark";
    OverallTarget "overall" ["总体" EditionSet::ALL]
        "多年项目整个实施周期的指标值" "The whole period's target, for a project of several years";
    Library "library" ["指标库" EditionSet::ALL]
        "带计量单位的指标库，供补全使用" "A library of indicators with units, offered by completion";
}

impl Key {
    /// Its label in an edition: the edition's own, else the usual one.
    pub fn label(self, edition: Edition) -> &'static str {
        let spellings = self.spellings();
        spellings
            .iter()
            .find(|spelling| edition != Edition::Common && spelling.editions.accepts(edition))
            .or(spellings.first())
            .map_or("", |spelling| spelling.text)
    }

    /// The key that `text` spells in any edition, with the editions that spell it so.
    pub fn parse(text: &str) -> Option<(Self, EditionSet)> {
        spelling_index().get(text).copied()
    }
}

fn spelling_index() -> &'static std::collections::HashMap<&'static str, (Key, EditionSet)> {
    static INDEX: std::sync::OnceLock<std::collections::HashMap<&'static str, (Key, EditionSet)>> =
        std::sync::OnceLock::new();
    INDEX.get_or_init(|| {
        Key::ALL
            .iter()
            .flat_map(|key| key.spellings().iter().map(|spelling| (spelling.text, (*key, spelling.editions))))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_is_spelt_by_two_keys() {
        let labels: usize = Key::ALL.iter().map(|key| key.spellings().len()).sum();
        assert_eq!(spelling_index().len(), labels);
    }

    #[test]
    fn a_label_follows_the_edition() {
        assert_eq!(Key::AnnualGoal.label(Edition::Shanghai2022), "年度总目标");
        assert_eq!(Key::AnnualGoal.label(Edition::Shanghai2026), "年度总体目标");
        assert_eq!(Key::parse("年度目标").map(|(key, _)| key), Some(Key::AnnualGoal));
        assert_eq!(Key::Category.label(Edition::Common), "项目类别");
    }
}
