use pmt_syntax::parse;

use super::{Spot, is_unbalanced, reparsed};

/// What stands at `▮`: the place, the part, and what is typed of it.
fn spot(marked: &str) -> String {
    let offset = u32::try_from(marked.find('▮').unwrap()).unwrap();
    let text = marked.replace('▮', "");
    let parsed = parse(text.as_str());
    let parsed = if is_unbalanced(&parsed) { reparsed(&text, offset) } else { parsed };
    let spot = Spot::at(&parsed.tree, offset);
    let place = spot.place.map_or("nowhere".to_owned(), |place| format!("{place:?}"));
    let part = format!("{:?}", spot.part);
    format!("{place} {part} [{}]", spot.typed.text(&text))
}

#[test]
fn the_place_is_that_of_the_innermost_block() {
    assert_eq!(spot("▮"), "File Key []");
    assert_eq!(spot("项▮"), "File Key [项]");
    assert_eq!(spot("项目 \"a\" {\n  xm▮\n}\n"), "Project Key [xm]");
    assert_eq!(spot("项目 \"a\" {\n}\n▮"), "File Key []");
    assert_eq!(spot("项目 \"a\" { 绩效指标 { 产出指标 { ▮ } } }"), "Level2(Output) Key []");
    assert_eq!(
        spot("项目 \"a\" { 绩效指标 { 产出指标 { 数量指标 { x ▮ } } } }"),
        "Level3 AfterKey(\"x\") []"
    );
    assert_eq!(spot("项目 \"a\" { 立项依据 { 《甲》 { ▮ } } }"), "Document Key []");
    assert_eq!(spot("指标库 \"a\" { 数量指标 { ▮ } }"), "LibraryEntries Key []");
    assert_eq!(spot("项目 \"a\" { 没有的 { ▮ } }"), "nowhere Key []");
}

#[test]
fn blocks_that_are_not_closed_reach_the_cursor() {
    assert_eq!(spot("项目 \"a\" {\n  ▮"), "Project Key []");
    assert_eq!(spot("项目 \"a\" {\n  实施方案 {\n    ▮\n"), "Plan Key []");
    assert_eq!(spot("项目 \"a\" {\n  实施方案 {\n    ▮\n\n  绩效目标: \"x\"\n}\n"), "Plan Key []");
    assert_eq!(spot("项目 \"a\" {\n  实施方案 {\n  ▮\n}\n"), "Project Key []");
    assert_eq!(spot("项目 \"a\" {\n  项目概述 \"\"\"\n    甲${▮\n"), "Project Reference([]) []");
}

#[test]
fn the_part_is_what_is_being_written() {
    let in_project = |line: &str| spot(&format!("项目 \"a\" {{\n  {line}\n}}\n")).replace("Project ", "");
    assert_eq!(in_project("项目类别：▮"), "Value { key: \"项目类别\", index: 0, head: None } []");
    assert_eq!(in_project("项目类别: jc▮"), "Value { key: \"项目类别\", index: 0, head: None } [jc]");
    assert_eq!(in_project("主管部门: \"松▮\""), "Value { key: \"主管部门\", index: 0, head: None } [松]");
    assert_eq!(in_project("主管部门: “松▮"), "Value { key: \"主管部门\", index: 0, head: None } [松]");
    assert_eq!(in_project("对应: \"甲\", \"▮"), "Value { key: \"对应\", index: 1, head: None } []");
    assert_eq!(in_project("对应: 甲、\n    乙▮"), "Value { key: \"对应\", index: 1, head: None } [乙]");
    assert_eq!(in_project("x: 3次 × 2▮"), "Value { key: \"x\", index: 0, head: Factors } [2]");
    assert_eq!(in_project("x: 12▮"), "Value { key: \"x\", index: 0, head: None } [12]");
    assert_eq!(in_project("x: 1,200 w▮"), "Value { key: \"x\", index: 0, head: Number(\"1,200\") } [w]");
    assert_eq!(in_project("x: 2022-01 至 ▮"), "Value { key: \"x\", index: 0, head: From(\"2022-01\") } []");
    assert_eq!(
        in_project("x >= 30 ▮"),
        "Target { key: \"x\", comparator: Some(AtLeast), head: Number(\"30\") } []"
    );
    assert_eq!(in_project("x: ≤ ▮"), "Target { key: \"x\", comparator: Some(AtMost), head: None } []");
    assert_eq!(in_project("任务 \"▮\""), "Label(\"任务\") []");
    assert_eq!(in_project("任务 \"a\" ▮"), "AfterKey(\"任务\") []");
    assert_eq!(in_project("a: 1 // pmt: 允许 V▮"), "Comment(Span { start: 20, end: 36 }) [V]");
    assert_eq!(in_project("项目概述 \"\"\"见《▮》\"\"\""), "Text(\"项目概述\") []");
    assert_eq!(in_project("项目概述 \"\"\"${任务.\"群▮\"\"\""), "Reference([\"任务\"]) [群]");
    assert_eq!(in_project("a: 1; b▮"), "Key [b]");
}

#[test]
fn any_offset_of_any_text_has_a_spot() {
    let text = "项目 \"a𠮷\" {\n  x: “开\n 《y\n \"\"\"${a.\"b\n}}{ // c\n z >= 3 × 至 、\n";
    for (offset, _) in text.char_indices() {
        let before = text.get(..offset).unwrap();
        for text in [before, text] {
            let parsed = parse(text);
            let _ = Spot::at(&parsed.tree, u32::try_from(offset).unwrap());
            let again = reparsed(text, u32::try_from(offset).unwrap());
            let _ = Spot::at(&again.tree, u32::try_from(offset).unwrap());
        }
    }
}
