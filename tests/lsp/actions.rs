//! What the editor offers to do, and what comes of it.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, Encoding, Manner, folder, uri};

/// What a client of today can do: edits later, versions, new files.
fn able() -> Value {
    json!({
        "textDocument": { "codeAction": {
            "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix", "refactor", "source"] } },
            "isPreferredSupport": true,
            "dataSupport": true,
            "resolveSupport": { "properties": ["edit"] },
        } },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create", "rename", "delete"] } },
    })
}

/// What any client that takes actions can do.
fn plain() -> Value {
    json!({
        "textDocument": { "codeAction": {
            "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix", "refactor", "source"] } },
        } },
        "workspace": { "workspaceEdit": null },
    })
}

/// A client with one document open; the mark `▮` is where its cursor is.
struct Editor {
    client: Client,
    uri: String,
    cursor: usize,
    folder: tempfile::TempDir,
}

impl Editor {
    fn open(marked: &str, manner: Manner) -> Self {
        let folder = folder();
        let uri = uri(&folder.path().join("𠮷田-01.pmt"));
        let manner = Manner { folder: Some(folder.path().to_path_buf()), ..manner };
        let mut client = Client::start(manner);
        let cursor = marked.find('▮').unwrap_or(0);
        client.open(&uri, &marked.replace('▮', ""));
        Self { client, uri, cursor, folder }
    }

    fn ask(&mut self, context: Value) -> Vec<Value> {
        let text = self.client.text(&self.uri).to_owned();
        let range = self.client.manner.encoding.range(&text, self.cursor..self.cursor);
        let params = json!({ "textDocument": { "uri": self.uri }, "range": range, "context": context });
        let actions = self.client.request("textDocument/codeAction", params).unwrap();
        actions.as_array().unwrap().clone()
    }

    fn actions(&mut self) -> Vec<Value> {
        self.ask(json!({ "diagnostics": [] }))
    }

    fn only(&mut self, kinds: &[&str]) -> Vec<Value> {
        self.ask(json!({ "diagnostics": [], "only": kinds }))
    }

    /// The action whose title has some words.
    fn find(&mut self, title: &str) -> Value {
        let actions = self.actions();
        let found = actions.iter().find(|action| titled(action).contains(title)).cloned();
        found.unwrap_or_else(|| {
            panic!("no “{title}” among {:?}", actions.iter().map(titled).collect::<Vec<_>>())
        })
    }

    fn edit_of(&mut self, action: Value) -> Value {
        if action.get("edit").is_some() {
            return action["edit"].clone();
        }
        self.client.request("codeAction/resolve", action).unwrap()["edit"].clone()
    }

    /// Does what an action says to the document; its text then.
    fn take(&mut self, action: Value) -> String {
        let edit = self.edit_of(action);
        let edits = match edit.get("documentChanges") {
            Some(changes) => {
                assert_eq!(changes[0]["textDocument"]["uri"], self.uri.as_str());
                assert_eq!(changes[0]["textDocument"]["version"], 1);
                changes[0]["edits"].clone()
            }
            None => edit["changes"][&self.uri].clone(),
        };
        let encoding = self.client.manner.encoding;
        for edit in edits.as_array().unwrap().iter().rev() {
            let text = self.client.text(&self.uri).to_owned();
            let range = encoding.offset(&text, &edit["range"]["start"])
                ..encoding.offset(&text, &edit["range"]["end"]);
            self.client.edit(&self.uri, range, edit["newText"].as_str().unwrap());
        }
        self.client.text(&self.uri).to_owned()
    }
}

fn titled(action: &Value) -> &str {
    action["title"].as_str().unwrap()
}

fn formatted(text: &str) -> String {
    pmt_syntax::format(&pmt_syntax::parse(text)).unwrap()
}

/// In each encoding, with edits at once and later, with both line ends: what an action makes of a text, with LF.
fn made(marked: &str, title: &str) -> String {
    let mut all = Vec::new();
    for encoding in Encoding::ALL {
        for (more, end) in [(able(), "\r\n"), (plain(), "\n")] {
            let marked = marked.replace('\n', end);
            let mut editor = Editor::open(&marked, Manner { encoding, more, ..Manner::default() });
            let action = editor.find(title);
            let text = editor.take(action);
            let plain = marked.replace('▮', "");
            if pmt_syntax::format(&pmt_syntax::parse(plain.as_str())).as_deref() == Some(&plain) {
                assert_eq!(formatted(&text), text, "well formatted before and after");
            }
            assert!(end == "\n" || !text.replace(end, "").contains('\n'), "line ends stay");
            all.push(text.replace("\r\n", "\n"));
        }
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{all:#?}");
    all.remove(0)
}

const PROJECT: &str = "项目 \"𠮷田🚀培训\" {\n  绩效指标 {\n    产出指标 {\n      质量指标 {\n        场次 = 3 场\n        LINE\n      }\n    }\n  }\n}\n";

fn indicator(line: &str) -> String {
    PROJECT.replace("LINE", line)
}

#[test]
fn a_fix_of_a_finding_is_offered_with_its_diagnostic() {
    let text = "项目 \"𠮷🚀\" {\n  主管部们▮: \"某局\"\n}\n";
    let new = made(text, "主管部门");
    assert!(new.contains("  主管部门: \"某局\"\n"), "{new}");
    let mut editor = Editor::open(text, Manner { more: able(), ..Manner::default() });
    let uri = editor.uri.clone();
    let told = editor.client.pull(&uri);
    let sent = told.iter().find(|one| one["code"] == "KEY01").unwrap().clone();
    // As some clients send it: without what travelled with it.
    let mut bare = sent.clone();
    bare.as_object_mut().unwrap().remove("data");
    let actions = editor.ask(json!({ "diagnostics": [bare] }));
    let fix = actions.iter().find(|action| titled(action).contains("主管部门")).unwrap();
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["diagnostics"], json!([bare]), "as the client knows it");
    let unasked = editor.find("主管部门");
    assert_eq!(unasked["diagnostics"], json!([sent]), "and where it sends none");
}

#[test]
fn what_is_safe_is_preferred() {
    let text = indicator("考核合格率: \"不低于▮80%\"");
    let mut editor = Editor::open(&text, Manner { more: able(), ..Manner::default() });
    let actions = editor.actions();
    let preferred: Vec<&Value> = actions.iter().filter(|action| action["isPreferred"] == true).collect();
    assert_eq!(preferred.len(), 1, "{actions:#?}");
}

/// A file with several things that are safe to fix, and some that are not.
const FLAWED: &str = "项目 “𠮷田🚀” {\n  主管部门 \"某局\"\n  绩效指标 { 产出指标 { 质量指标 { 考核合格率: \"不低于80%\"; 场次: 3 场 } } }\n}\n";

#[test]
fn everything_safe_at_once_is_what_the_command_line_does() {
    let folder = folder();
    let path = folder.path().join("01.pmt");
    for text in [FLAWED.to_owned(), FLAWED.replace('\n', "\r\n")] {
        std::fs::write(&path, &text).unwrap();
        std::process::Command::new(env!("CARGO_BIN_EXE_pmt"))
            .arg("lint")
            .arg("--fix")
            .arg(&path)
            .output()
            .unwrap();
        let expected = std::fs::read_to_string(&path).unwrap();
        assert_ne!(expected, text);
        for encoding in Encoding::ALL {
            for more in [able(), plain()] {
                let mut editor = Editor::open(&text, Manner { encoding, more, ..Manner::default() });
                for only in ["source.fixAll.pmt", "source.fixAll", "source"] {
                    let actions = editor.only(&[only]);
                    assert_eq!(actions.len(), 1, "{only}: {actions:#?}");
                    assert_eq!(actions[0]["kind"], "source.fixAll.pmt");
                }
                let action = editor.only(&["source.fixAll"]).remove(0);
                assert_eq!(editor.take(action), expected);
                assert_eq!(editor.only(&["source.fixAll"]), [] as [Value; 0], "nothing is left to do");
            }
        }
    }
}

#[test]
fn everything_safe_at_once_keeps_a_text_well_formatted() {
    let flawed = indicator("考核合格率: \"不低于80%\"");
    assert_eq!(formatted(&flawed), flawed);
    let new = made(&flawed, "全部");
    assert_ne!(new, flawed);
}

#[test]
fn only_what_is_asked_for_is_offered() {
    let mut editor =
        Editor::open(&indicator("政策宣传效果: 显▮著"), Manner { more: able(), ..Manner::default() });
    let kinds = |actions: &[Value]| {
        let mut kinds: Vec<String> =
            actions.iter().map(|action| action["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&editor.only(&["quickfix"])), ["quickfix"]);
    assert_eq!(kinds(&editor.only(&["refactor"])), [] as [&str; 0]);
    assert_eq!(kinds(&editor.only(&["quick"])), [] as [&str; 0], "a kind is no prefix of letters");
    assert_eq!(kinds(&editor.only(&["source.organizeImports"])), [] as [&str; 0]);
}

#[test]
fn an_action_of_an_older_text_is_refused() {
    let mut editor =
        Editor::open(&indicator("政策宣传效果: 显▮著"), Manner { more: able(), ..Manner::default() });
    let action = editor.find("知晓率");
    assert!(action.get("edit").is_none(), "its edit comes later");
    let uri = editor.uri.clone();
    editor.client.edit(&uri, 0..0, "// 新的一行\n");
    let error = editor.client.request("codeAction/resolve", action).unwrap_err();
    assert_eq!(error["code"], -32801);
    let action = json!({ "title": "别人的" });
    assert_eq!(editor.client.request("codeAction/resolve", action.clone()).unwrap(), action);
}

/// An older client: it takes commands, and makes edits that it is sent.
fn older() -> Value {
    json!({ "workspace": { "applyEdit": true }, "window": { "showDocument": { "support": true } } })
}

#[test]
fn a_client_that_takes_commands_alone_is_sent_the_edits() {
    let text = indicator("考核合格率: \"不低于▮80%\"").replace('\n', "\r\n");
    for encoding in Encoding::ALL {
        for versions in [true, false] {
            let mut more = older();
            more["workspace"]["workspaceEdit"] = json!({ "documentChanges": versions });
            let mut editor = Editor::open(&text, Manner { encoding, more, ..Manner::default() });
            assert_eq!(editor.client.capabilities["codeActionProvider"], true);
            let commands = editor.actions();
            assert!(commands.len() > 2, "{commands:#?}");
            for command in &commands {
                assert_eq!(command["command"], "pmt.applyFix");
                assert!(command.get("kind").is_none() && command.get("edit").is_none(), "{command}");
            }
            let fix = commands.iter().find(|one| titled(one).contains(">= 80%")).unwrap();
            let params = json!({ "command": fix["command"], "arguments": fix["arguments"] });
            assert_eq!(
                editor.client.request("workspace/executeCommand", params.clone()).unwrap(),
                Value::Null
            );
            editor.client.wait("the edit", |message| message["method"] == "workspace/applyEdit");
            let uri = editor.uri.clone();
            let aligned = text.replace("场次 =", "场次        =");
            assert_eq!(editor.client.text(&uri), aligned.replace(": \"不低于▮80%\"", " >= 80%"));
            let outdated = editor.client.request("workspace/executeCommand", params).unwrap_err();
            assert_eq!(outdated["code"], -32801, "its text is another now");
            assert_eq!(editor.client.stop(), 0);
        }
    }
}

#[test]
fn everything_safe_is_done_by_a_command_too_and_a_broken_text_has_its_fixes() {
    let mut editor = Editor::open(FLAWED, Manner { more: older(), ..Manner::default() });
    let all = editor.find("全部");
    let params = json!({ "command": all["command"], "arguments": all["arguments"] });
    editor.client.request("workspace/executeCommand", params).unwrap();
    editor.client.wait("the edit", |message| message["method"] == "workspace/applyEdit");
    let uri = editor.uri.clone();
    let by_command = editor.client.text(&uri).to_owned();
    let mut editor = Editor::open(FLAWED, Manner { more: able(), ..Manner::default() });
    let action = editor.find("全部");
    assert_eq!(by_command, editor.take(action));
    assert_ne!(by_command, FLAWED);
}

/// Where the client was sent: the text before the cursor on its line.
fn shown(editor: &mut Editor) -> String {
    let asked = editor.client.wait("the place", |message| message["method"] == "window/showDocument");
    let (uri, selection) = (editor.uri.clone(), &asked["params"]["selection"]);
    assert_eq!((&asked["params"]["uri"], &asked["params"]["takeFocus"]), (&json!(uri), &json!(true)));
    assert_eq!(selection["start"], selection["end"]);
    let text = editor.client.text(&uri);
    let at = editor.client.manner.encoding.offset(text, &selection["start"]);
    text[..at].rsplit('\n').next().unwrap().to_owned()
}

#[test]
fn the_cursor_goes_where_the_reason_is_to_be_written() {
    // Another rule is allowed above without a reason yet, and the same one elsewhere.
    let line = "// pmt: 允许 VAL04\n        // pmt: 允许 VAL03 已经说明\n        甲: 显著\n        政策宣传效果😀: 显▮著";
    let text = indicator(line).replace("效果😀", "\"效果😀\"").replace("政策宣传", "").replace('\n', "\r\n");
    for encoding in Encoding::ALL {
        let mut more = able();
        more["window"] = json!({ "showDocument": { "support": true } });
        let mut editor = Editor::open(&text, Manner { encoding, more, ..Manner::default() });
        let action = editor.find("在此允许 VAL03");
        let then = action["command"].clone();
        editor.take(action);
        let params = json!({ "command": then["command"], "arguments": then["arguments"] });
        editor.client.request("workspace/executeCommand", params).unwrap();
        assert_eq!(shown(&mut editor), "        // pmt: 允许 VAL03");
        assert_eq!(editor.client.stop(), 0);
        // A client that takes commands alone is led there by the one command, also when it is slow to tell its text.
        for hasty in [false, true] {
            let mut editor =
                Editor::open(&text, Manner { encoding, hasty, more: older(), ..Manner::default() });
            let command = editor.find("在此允许 VAL03");
            let params = json!({ "command": command["command"], "arguments": command["arguments"] });
            editor.client.request("workspace/executeCommand", params).unwrap();
            assert_eq!(shown(&mut editor), "        // pmt: 允许 VAL03");
            assert_eq!(editor.client.stop(), 0);
        }
    }
    let mut editor = Editor::open(&text, Manner { more: able(), ..Manner::default() });
    let action = editor.find("在此允许 VAL03");
    assert_eq!(action.get("command"), None, "a client that cannot be sent anywhere is not");
}

#[test]
fn a_sum_is_balanced_as_the_author_chooses() {
    let text = "项目 \"𠮷🚀\" {\n  项目资金总额: 10▮2万元 { 财政资金: 100万元; 其他资金: 0 }\n}\n";
    assert!(made(text, "项目资金总额改为 100万元").contains("总额: 100万元 {"));
    assert!(made(text, "财政资金改为 102万元").contains("财政资金: 102万元"));
    assert!(made(text, "其他资金改为 2万元").contains("其他资金: 2万元"));
    let text = "项目 \"𠮷🚀\" {\n  实施方案 {\n    任务 \"甲\": 20000元 {\n      测▮算 {\n        师资: 40课时 × 300元\n        场地: 5000元\n      }\n    }\n  }\n}\n";
    assert!(made(text, "任务“甲”改为 17000元").contains("任务 \"甲\": 17000元"));
    assert!(made(text, "场地改为 8000元").contains("场地: 8000元"));
}

#[test]
fn a_command_without_what_came_with_its_action_is_refused() {
    let mut editor = Editor::open("", Manner { more: older(), ..Manner::default() });
    for command in ["pmt.applyFix", "pmt.writeReason"] {
        for arguments in [json!([]), json!([7]), json!([{ "uri": editor.uri }])] {
            let params = json!({ "command": command, "arguments": arguments });
            assert_eq!(
                editor.client.request("workspace/executeCommand", params).unwrap_err()["code"],
                -32602
            );
        }
    }
    assert_eq!(editor.client.stop(), 0);
}

#[test]
fn a_client_that_takes_no_actions_is_offered_none() {
    let editor = Editor::open("", Manner::default());
    assert_eq!(editor.client.capabilities.get("codeActionProvider"), None);
}

#[test]
fn a_finding_is_allowed_with_a_reason_to_be_written() {
    let new = made(&indicator("政策宣传效果: 显▮著"), "在此允许 VAL03");
    assert!(new.contains("        // pmt: 允许 VAL03\n        政策宣传效果: 显著\n"), "{new}");
}

#[test]
fn a_word_of_degree_is_made_a_number_of_the_authors_choice() {
    let text = indicator("政策宣传效果: 显▮著");
    assert!(made(&text, "知晓率").contains("政策知晓率 >= 80%\n"));
    assert!(made(&text, "覆盖率").contains("政策覆盖率 >= 90%\n"));
}

#[test]
fn a_compound_indicator_is_taken_apart() {
    let new = made(&indicator("出勤▮率和合格率 >= 95%"), "分成 2 个");
    assert!(new.contains("        出勤率 >= 95%\n        合格率 >= 95%\n"), "{new}");
}

#[test]
fn what_the_form_requires_is_added() {
    let new = made("项目 \"𠮷田▮🚀培训\" {\n  实施单位: \"某中心\"\n}\n", "补上缺少");
    assert!(new.find("主管部门: \"\"").unwrap() < new.find("实施单位").unwrap(), "{new}");
    assert!(new.find("实施单位").unwrap() < new.find("绩效指标 {").unwrap(), "{new}");
}

const AMOUNTS: &str = "项目 \"𠮷🚀\" {\n  实施周期: 2022-01-01 至 2022-12-31\n  项目概述 \"\"\"\n    𠮷🚀：阵地REF。\n    \"\"\"\n  实施方案 {\n    任务 \"阵地\": 56万元TAIL\n  }\n}\n";

#[test]
fn an_amount_is_said_once() {
    let text = AMOUNTS.replace("TAIL", "");
    let new = made(&text.replace("REF", "5▮6万元"), "改为引用");
    assert_eq!(new, text.replace("REF", "${任务.\"阵地\"}"));
    let back = made(&text.replace("REF", "${任务.\"▮阵地\"}"), "写成“56万元”");
    assert_eq!(back, text.replace("REF", "56万元"));
}

#[test]
fn a_task_gets_its_cost_lines() {
    let text = AMOUNTS.replace("REF", "");
    let new = made(&text.replace("TAIL", "▮"), "测算");
    assert_eq!(new, text.replace("TAIL", " {\n      测算 {\n        阵地: 56万元\n      }\n    }"));
}

#[test]
fn a_cover_is_created_where_the_client_can() {
    let text = "项目 \"▮甲\" {\n  主管部门: \"𠮷田局🚀\"\n  实施周期: 2022-01-01 至 2022-12-31\n}\n";
    for encoding in Encoding::ALL {
        let mut editor = Editor::open(text, Manner { encoding, more: able(), ..Manner::default() });
        let action = editor.find("新建申报");
        let edit = editor.edit_of(action);
        let changes = edit["documentChanges"].as_array().unwrap();
        let place = uri(&Path::new(editor.folder.path()).join("申报.pmt"));
        assert_eq!(changes[0]["kind"], "create");
        assert_eq!(changes[0]["uri"], place.as_str());
        assert_eq!(changes[0]["options"]["overwrite"], false);
        assert_eq!(changes[1]["textDocument"]["uri"], place.as_str());
        let cover = changes[1]["edits"][0]["newText"].as_str().unwrap();
        assert!(cover.starts_with("申报 2022 {\n  主管部门: \"𠮷田局🚀\"\n"), "{cover}");
        assert_eq!(formatted(cover), cover);
        let mut editor = Editor::open(text, Manner { encoding, more: plain(), ..Manner::default() });
        assert!(editor.actions().iter().all(|action| !titled(action).contains("新建申报")));
    }
}

#[test]
fn titles_are_in_the_users_language() {
    let options = json!({ "lang": "en" });
    let mut editor = Editor::open(
        &indicator("政策宣传效果: 显▮著"),
        Manner { more: able(), options, ..Manner::default() },
    );
    editor.find("Allow VAL03 here");
}

#[test]
fn broken_texts_are_asked_about_too() {
    for text in [
        "",
        "▮",
        "项目 \"甲▮",
        "项目 \"甲\" {\r\n  绩效指标 { 产出指标 { ▮",
        "▮}}}",
        "项目 {\n  实施方案 \"\"\"没▮有结束\n",
    ] {
        for more in [able(), plain()] {
            let mut editor = Editor::open(text, Manner { more, ..Manner::default() });
            for action in editor.actions() {
                editor.edit_of(action);
            }
        }
    }
}
