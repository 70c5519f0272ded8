//! `pmt compile --layout flat`: the two tables that integrated budget systems exchange.

use serde_json::Value;

use crate::support::{PROJECT, World, project};

const CONFIG: &str = "[exchange]\ndivision_code = \"310117000\"\nagency_code = \"129001\"\n";

fn with_code(project: &str, code: &str) -> String {
    project.replacen("  项目类别", &format!("  项目代码: \"{code}\"\n  项目类别"), 1)
}

fn world() -> World {
    let world = World::declaration(&[("01.pmt", &with_code(PROJECT, "31011722T000001"))]);
    world.file("pmt.toml", CONFIG);
    world
}

fn flat(world: &World) -> Value {
    let run = world.pmt(&["compile", "--layout", "flat"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn a_project_is_two_goals_and_a_row_per_indicator() {
    let tables = flat(&world());
    let goals = tables["PM_PERF_GOAL_INFO"].as_array().unwrap();
    let kinds: Vec<_> =
        goals.iter().map(|row| (&row["PERF_OBJ_TYPE_CODE"], &row["PERF_OBJ_TYPE_NAME"])).collect();
    assert_eq!(kinds, [(&Value::from("1"), &Value::from("项目总目标")), (&"2".into(), &"年度总目标".into())]);
    let year = &goals[1];
    assert_eq!(year["KPI_TARGET"], "全年培训 600 人次。");
    assert_eq!(year["MOF_DIV_CODE"], "310117000");
    assert_eq!(year["FISCAL_YEAR"], "2022");
    assert_eq!((&year["AGENCY_CODE"], &year["AGENCY_NAME"]), (&"129001".into(), &"某区某局".into()));
    assert_eq!((&year["PRO_CODE"], &year["PRO_NAME"]), (&"31011722T000001".into(), &"党务培训".into()));
    assert_eq!((&year["UPDATE_TIME"], &year["IS_DELETED"]), (&Value::Null, &2.into()));
    let indicators = tables["PM_PERF_INDICATOR"].as_array().unwrap();
    assert_eq!(indicators.len(), 7);
    let first = &indicators[0];
    assert_eq!((&first["LV1_PERF_IND_CODE"], &first["LV2_PERF_IND_CODE"]), (&"1".into(), &"11".into()));
    assert_eq!((&first["LV3_PERF_IND_NAME"], &first["KPI_VAL"]), (&"参训人数".into(), &"≥600人次".into()));
}

#[test]
fn the_tables_are_valid_by_the_printed_schema() {
    let world = world();
    let schema = world.pmt(&["schema", "--flat"]).stdout;
    let validator = jsonschema::draft202012::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let tables = flat(&world);
    assert_eq!(validator.iter_errors(&tables).map(|error| error.to_string()).collect::<Vec<_>>(), [""; 0]);
    let mut wrong = tables;
    wrong["PM_PERF_GOAL_INFO"][0]["FISCAL_YEAR"] = "二〇二二年".into();
    assert!(!validator.is_valid(&wrong), "the schema notices");
}

#[test]
fn keys_stay_the_same_whatever_else_changes() {
    let world = world();
    let keys = |world: &World| -> Vec<(String, String)> {
        let tables = flat(world);
        let rows = tables["PM_PERF_INDICATOR"].as_array().unwrap().iter();
        rows.map(|row| (row["LV3_PERF_IND_NAME"].to_string(), row["KPI_ID"].to_string())).collect()
    };
    let before = keys(&world);
    let distinct: std::collections::BTreeSet<_> = before.iter().map(|(_, key)| key).collect();
    assert_eq!(distinct.len(), before.len());
    let text = world.read("01.pmt");
    let swapped =
        text.replace("参训人数 >= 600 人次; 培训期数 >= 6 期", "培训期数 >= 7 期; 参训人数 >= 600 人次");
    assert_ne!(text, swapped);
    world.file("01.pmt", swapped);
    let mut after = keys(&world);
    after.swap(0, 1);
    assert_eq!(before, after);
}

#[test]
fn missing_codes_are_errors_that_name_the_key() {
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", &project("参观学习", "6 期", "7 期"))]);
    let run = world.pmt(&["compile", "--layout", "flat"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    for key in ["division_code", "单位代码: \"…\"", "项目代码: \"…\""] {
        assert!(run.stderr.contains(key), "{key}: {}", run.stderr);
    }
    assert_eq!(run.stderr.matches("错误[EXC01]").count(), 4, "{}", run.stderr);
    assert!(!world.pmt(&["lint"]).stdout.contains("EXC"), "only where the exchange is meant");
    world.file("pmt.toml", CONFIG);
    assert_eq!(world.pmt(&["lint"]).stdout.matches("错误[EXC01]").count(), 2);
}

#[test]
fn what_is_longer_than_its_column_is_found_at_its_place() {
    let world = world();
    let long = "团".repeat(181);
    world.file("01.pmt", world.read("01.pmt").replacen("党务培训", &long, 1));
    let run = world.pmt(&["lint", "--format", "concise", "--select", "EXC"]);
    assert_eq!(run.stdout.matches("EXC02").count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("181") && run.stdout.contains("180"), "{}", run.stdout);
}

#[test]
fn csv_is_a_file_per_table_that_excel_reads() {
    let world = world();
    let run = world.pmt(&["compile", "--layout", "flat", "--csv", "-o", "交换"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let goals = world.read("交换/PM_PERF_GOAL_INFO.csv");
    assert!(goals.starts_with("\u{feff}KPI_PER_ID,MOF_DIV_CODE,"), "{goals}");
    assert_eq!(goals.matches("\r\n").count(), 3);
    assert_eq!(world.read("交换/PM_PERF_INDICATOR.csv").matches("\r\n").count(), 8);
    // An earlier result is replaced, another file is not.
    assert_eq!(world.pmt(&["compile", "--layout", "flat", "--csv", "-o", "交换"]).code, 0);
    world.file("交换/PM_PERF_INDICATOR.csv", "自己的表\r\n");
    let run = world.pmt(&["compile", "--layout", "flat", "--csv", "-o", "交换"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert_eq!(world.read("交换/PM_PERF_INDICATOR.csv"), "自己的表\r\n");
}

#[test]
fn values_are_exact_unless_a_spreadsheet_is_to_show_them() {
    let world = World::declaration(&[("01.pmt", &with_code(PROJECT, "310117220000000000001"))]);
    world.file("pmt.toml", CONFIG.replace("129001", "029001"));
    world.file("01.pmt", world.read("01.pmt").replace("培训期数 >= 6 期", "培训期数 = 6 期"));
    let csv = |arguments: &[&str]| {
        let all = [&["compile", "--layout", "flat", "--csv", "-o", "交换"], arguments].concat();
        let run = world.pmt(&all);
        assert_eq!(run.code, 0, "{}", run.stderr);
        world.read("交换/PM_PERF_INDICATOR.csv")
    };
    let exact = csv(&[]);
    assert!(exact.contains(",=6期,") && exact.contains(",029001,"), "{exact}");
    assert!(exact.contains(",310117220000000000001,"), "{exact}");
    let guarded = csv(&["--spreadsheet"]);
    assert!(guarded.contains(",'=6期,") && guarded.contains(",'029001,"), "{guarded}");
    assert!(guarded.contains(",'310117220000000000001,") && guarded.contains(",≥600人次,"), "{guarded}");
    assert!(guarded.contains(",310117000,"), "no digit of a short code is lost: {guarded}");
    assert_eq!(exact, csv(&[]), "an earlier result is replaced");
    assert_eq!(world.pmt(&["compile", "--layout", "flat", "--spreadsheet"]).code, 2);
}

#[test]
fn local_columns_come_last_and_the_whole_period_has_rows_of_its_own_where_they_can_be_told() {
    let world = world();
    let text = world.read("01.pmt");
    world.file("01.pmt", text.replace(">= 600 人次;", ">= 600 人次 { 总体: >= 1200 人次 };"));
    let rows = |world: &World| flat(world)["PM_PERF_INDICATOR"].as_array().unwrap().clone();
    assert_eq!(rows(&world).len(), 7);
    let columns = "indicator_columns = { ZB_FH = \"comparator\", ZB_DW = \"unit\", ZB_Z = \"value\", ZB_ZT = \"scope\" }\n";
    world.file("pmt.toml", format!("{CONFIG}{columns}"));
    let rows = rows(&world);
    let first: Vec<_> = rows[..2]
        .iter()
        .map(|row| ["ZB_ZT", "ZB_FH", "ZB_Z", "ZB_DW"].map(|name| row[name].to_string()))
        .collect();
    assert_eq!(first, [["1", "1", "\"1200\"", "\"人次\""], ["0", "1", "\"600\"", "\"人次\""]]);
    assert_ne!(rows[0]["KPI_ID"], rows[1]["KPI_ID"]);
}

#[test]
fn a_time_is_only_written_if_it_is_given() {
    let world = world();
    let run = world.pmt(&["compile", "--layout", "flat", "--time", "20221118093000"]);
    assert!(run.stdout.contains("\"CREATE_TIME\": \"20221118093000000\""), "{}", run.stdout);
    for wrong in ["20221318093000", "2022-11-18", "明天"] {
        assert_eq!(world.pmt(&["compile", "--layout", "flat", "--time", wrong]).code, 2, "{wrong}");
    }
    assert_eq!(world.pmt(&["compile", "--csv", "-o", "x"]).code, 2, "CSV is of the flat layout");
}

#[test]
fn two_projects_with_one_code_are_found_always() {
    let other = with_code(&project("参观学习", "6 期", "7 期"), "31011722T000001");
    let world = World::declaration(&[("01.pmt", &with_code(PROJECT, "31011722T000001")), ("02.pmt", &other)]);
    assert!(world.pmt(&["lint"]).stdout.contains("错误[EXC03]"));
}
