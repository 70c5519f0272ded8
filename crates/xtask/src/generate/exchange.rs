//! The exchange tables: their columns, lengths and what fills them.

use pmt_core::config::LocalField;
use pmt_core::exchange::{Column, Kind, Table};

use super::markdown::{NOTICE, code, table};

/// The page.
pub fn page() -> String {
    let intro = "# 一体化系统的交换表 Exchange tables\n\n\
        `pmt compile --layout flat` 输出的两张表。**暂定**：元素名称和长度取自一个按部颁技术标准建设的系统，标准原文没有见到；\n\
        与当地系统不一致的，请告诉我们。\n\n\
        The two tables that `pmt compile --layout flat` writes. **Provisional**: names and lengths are those of one system\n\
        built to the ministry's technical standard; the standard itself was not at hand.\n\n\
        C 为字数，N 为数。没有内容的为 null（CSV 中为空）。C is a number of characters, N a number. What is not known is null, or\n\
        empty in CSV.\n\n";
    let tables = Table::ALL.map(|one| {
        let title = one.title();
        let rows = one.columns().iter().map(|column: &Column<'_>| {
            [code(column.name), kind(column.kind), column.title.zh.to_owned(), column.title.en.to_owned()]
        });
        let head = ["字段 column", "长度 length", "名称 name", "in English"];
        format!("## {} {} {}\n\n{}\n", one.name(), title.zh, title.en, table(head, rows))
    });
    [NOTICE, intro, &tables.concat(), &notes(), &local()].concat()
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Text(longest) => format!("C{longest}"),
        Kind::Number => "N".to_owned(),
    }
}

fn notes() -> String {
    "## 取值 Values\n\n\
     - 主键由年度、单位代码、项目代码（没有时用项目名称）、目标种类或指标的一级、二级名称和名称算出（UUID 第 5 版），同样的内容总是同样的键。\n  \
       The keys are version 5 UUIDs of year, unit code, project code (else its name), and the kind of goal or the indicator's levels and name.\n\
     - `PERF_OBJ_TYPE_CODE`：2 为年度目标；1 为总目标，是推断的。2 is the year's goal; 1, the whole period's, is inferred.\n\
     - `LV3_PERF_IND_CODE` 总是空的：申报里没有三级指标的代码。Always empty: a declaration has no level-3 codes.\n\
     - `KPI_CONTENT` 取指标解释，`KPI_EVALSTD` 取评分标准，`KPI_VAL` 是表上印的指标值（如 `≥30家`）。\n  \
       Filled from 指标解释, 评分标准 and the target as the form prints it.\n\
     - `UPDATE_TIME`、`CREATE_TIME` 只在写 `--time` 时有值。Only with `--time`.\n\
     - `IS_DELETED` 总是 2（未删除）。Always 2, not deleted.\n\n\
     ## 用 Excel 打开 In Excel\n\n\
     CSV 里的值与 JSON 一字不差，供系统导入。双击打开时，Excel 会把 `=12间` 当成公式，把长的代码当成数、丢掉末几位和开头的 0，再保存就坏了。\n\
     要看，用“数据 → 从文本/CSV”把各列设为文本，或加 `--spreadsheet`：这样的值前面加 `'`。加了的文件不能拿去交换。\n\n\
     The values in the CSV are those of the JSON, to be taken by a system. Opened by a double click, Excel takes `=12间` for a formula and long codes\n\
     for numbers, whose last digits and leading zeros it drops; saved again, the file is spoilt. To look at it, import it with all columns as text\n\
     (Data → From Text/CSV), or write it with `--spreadsheet`, which puts `'` before such values. Such a file is not for handing in.\n\n"
        .to_owned()
}

fn local() -> String {
    let all = [
        LocalField::Comparator,
        LocalField::Unit,
        LocalField::Value,
        LocalField::Weight,
        LocalField::Scope,
        LocalField::Explanation,
        LocalField::Order,
    ];
    let rows = all.map(|field| {
        let name = serde_json::to_value(field).ok().and_then(|name| name.as_str().map(code));
        [
            name.unwrap_or_default(),
            kind(field.kind()),
            field.title().zh.to_owned(),
            field.title().en.to_owned(),
        ]
    });
    let head = ["取值 value", "长度 length", "名称 name", "in English"];
    format!(
        "## 当地增加的字段 Local columns\n\n\
         指标表里当地增加的字段，在 `pmt.toml` 里写名称和取值，排在最后：\n\n\
         Columns that the local system adds to the table of indicators are named in `pmt.toml` and come last:\n\n\
         ```toml\n[exchange]\ndivision_code = \"310117000\"\nindicator_columns = {{ CAL_SIGN = \"comparator\", UNIT = \"unit\" }}\n```\n\n{}",
        table(head, rows)
    )
}
