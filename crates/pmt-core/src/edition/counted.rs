//! What is counted and in which units: nouns that end an indicator's name, with the units that fit them and those that
//! do not. A unit in neither list is nobody's business. Source: usage in published declarations.

/// A kind of thing that indicators count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Endings of names of such things.
    pub nouns: &'static [&'static str],
    /// Units to offer.
    pub fitting: &'static [&'static str],
    /// Units that are certainly of another kind of thing.
    pub unfitting: &'static [&'static str],
}

static COUNTED: &[Counted] = &[
    Counted {
        nouns: &[
            "活动",
            "讲座",
            "培训班",
            "会议",
            "座谈会",
            "研讨会",
            "演出",
            "比赛",
            "竞赛",
            "论坛",
            "宣讲",
            "宣讲会",
            "招聘会",
            "义诊",
            "演练",
            "沙龙",
        ],
        fitting: &["场", "次", "期"],
        unfitting: &["家", "户", "所"],
    },
    Counted {
        nouns: &[
            "满意度",
            "满意率",
            "合格率",
            "及时率",
            "达标率",
            "完成率",
            "覆盖率",
            "参与率",
            "知晓率",
            "正确率",
            "准确率",
            "出勤率",
            "优良率",
            "办结率",
            "完好率",
            "就业率",
        ],
        fitting: &["%"],
        unfitting: &[
            "度", "家", "户", "所", "人", "人次", "名", "位", "个", "次", "场", "场次", "期", "件", "项",
            "台", "辆", "座", "米", "天", "元", "万元",
        ],
    },
    Counted {
        nouns: &[
            "人员",
            "学员",
            "志愿者",
            "学生",
            "教师",
            "党员",
            "干部",
            "居民",
            "老人",
            "老年人",
            "儿童",
            "残疾人",
            "患者",
            "参训人数",
            "培训人数",
            "受益人数",
            "救助人数",
        ],
        fitting: &["人", "名"],
        unfitting: &[
            "家",
            "所",
            "场",
            "场次",
            "期",
            "项",
            "台",
            "辆",
            "座",
            "株",
            "米",
            "公里",
            "平方米",
            "吨",
            "度",
        ],
    },
    Counted {
        nouns: &["人次"],
        fitting: &["人次"],
        unfitting: &[
            "家",
            "户",
            "所",
            "场",
            "场次",
            "期",
            "项",
            "台",
            "辆",
            "座",
            "米",
            "平方米",
            "吨",
            "册",
            "套",
        ],
    },
    Counted {
        nouns: &["党组织", "企业", "单位", "机构", "学校", "医院", "门店", "商户"],
        fitting: &["家", "个"],
        unfitting: &[
            "场",
            "场次",
            "期",
            "人",
            "人次",
            "名",
            "位",
            "台",
            "辆",
            "株",
            "米",
            "公里",
            "平方米",
            "吨",
            "册",
        ],
    },
    Counted {
        nouns: &["设备", "计算机", "电脑", "打印机", "服务器", "空调", "仪器", "摄像头", "投影仪"],
        fitting: &["台", "套"],
        unfitting: &["家", "户", "所", "人", "人次", "名", "位", "场", "场次", "期", "株", "公里", "平方米"],
    },
    Counted {
        nouns: &["图书", "书籍", "教材", "手册", "宣传册"],
        fitting: &["册", "本"],
        unfitting: &[
            "家",
            "户",
            "所",
            "人",
            "人次",
            "名",
            "位",
            "场",
            "场次",
            "台",
            "辆",
            "座",
            "株",
            "米",
            "公里",
            "平方米",
        ],
    },
    Counted {
        nouns: &["面积"],
        fitting: &["平方米"],
        unfitting: &[
            "元", "万元", "家", "户", "所", "人", "人次", "名", "场", "场次", "次", "期", "台", "辆", "株",
            "公里", "米", "套",
        ],
    },
    Counted {
        nouns: &["长度", "里程"],
        fitting: &["米", "公里"],
        unfitting: &[
            "元",
            "万元",
            "家",
            "户",
            "所",
            "人",
            "人次",
            "名",
            "场",
            "场次",
            "次",
            "期",
            "台",
            "辆",
            "株",
            "平方米",
            "亩",
            "吨",
        ],
    },
    Counted {
        nouns: &["树木", "苗木", "乔木", "行道树"],
        fitting: &["株", "棵"],
        unfitting: &["家", "户", "所", "人", "人次", "名", "位", "台", "辆", "座", "公里"],
    },
    Counted {
        nouns: &["金额", "成本", "经费", "单价", "造价"],
        fitting: &["元", "万元"],
        unfitting: &[
            "家",
            "户",
            "所",
            "人",
            "人次",
            "名",
            "位",
            "场",
            "场次",
            "次",
            "期",
            "台",
            "辆",
            "座",
            "株",
            "米",
            "公里",
            "平方米",
            "吨",
            "册",
            "套",
            "个",
        ],
    },
    Counted {
        nouns: &["响应时间", "处置时间", "办理时间", "等待时间", "到场时间"],
        fitting: &["分钟", "小时", "天"],
        unfitting: &[
            "家",
            "户",
            "所",
            "人",
            "人次",
            "名",
            "位",
            "场",
            "场次",
            "次",
            "台",
            "辆",
            "座",
            "米",
            "公里",
            "平方米",
            "吨",
        ],
    },
    // A name that says its unit: 检查机构家数 is in no 人次.
    Counted {
        nouns: &["家数"],
        fitting: &["家"],
        unfitting: &["人", "人次", "名", "位", "场", "场次", "次", "期", "件", "套", "册", "份", "天", "米"],
    },
    Counted {
        nouns: &["人数"],
        fitting: &["人", "名"],
        unfitting: &[
            "家", "户", "场", "场次", "次", "期", "件", "套", "台", "辆", "册", "份", "座", "处", "天", "米",
        ],
    },
];

/// What may stand after the noun: `党组织数量` counts 党组织.
static TAILS: &[&str] = &["数量", "次数", "总数", "个数", "数"];

/// What makes the noun not the thing counted: those who take part are.
static TAKING_PART: &[&str] =
    &["参加", "参与", "支持", "覆盖", "服务", "惠及", "派员", "承办", "协办", "联合", "走访"];

/// Words that say how many of something and are no unit, with the unit that is meant.
static QUANTITY_WORDS: &[(&str, &str)] = &[
    ("人数", "人"),
    ("次数", "次"),
    ("户数", "户"),
    ("家数", "家"),
    ("件数", "件"),
    ("个数", "个"),
    ("天数", "天"),
    ("数量", "个"),
    ("人员", "人"),
];

/// What makes the noun a place or somebody who is acted for: 送戏进学校 counts performances.
static PLACED: &[char] = &['进', '入', '到', '下', '在', '向', '为', '给', '对', '赴', '送', '与'];

/// The kind of thing that a name counts, if it is known.
pub fn counted(name: &str) -> Option<&'static Counted> {
    let name = super::bare_name(name);
    let counts =
        |name: &str, noun: &str| name.strip_suffix(noun).is_some_and(|before| !before.ends_with(PLACED));
    let find = |name: &str| COUNTED.iter().find(|kind| kind.nouns.iter().any(|noun| counts(name, noun)));
    let kind = find(name).or_else(|| TAILS.iter().find_map(|tail| name.strip_suffix(tail)).and_then(find))?;
    let begins = TAKING_PART.iter().any(|verb| name.starts_with(verb));
    (!begins || name.ends_with('率') || name.ends_with('度')).then_some(kind)
}

/// The unit meant by a word that is none.
pub fn meant_unit(unit: &str) -> Option<&'static str> {
    QUANTITY_WORDS.iter().find(|(word, _)| *word == unit).map(|(_, meant)| *meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_at_the_end_is_what_is_counted() {
        assert!(counted("党组织特色活动").is_some_and(|kind| kind.unfitting.contains(&"家")));
        assert!(counted("参与活动的党组织数量").is_none());
        assert!(counted("派员参训的基层党组织").is_none());
        assert!(counted("开展特色活动的基层党组织").is_some_and(|kind| kind.fitting.contains(&"家")));
        assert!(counted("基层党组织参与情况").is_none());
        assert!(counted("送法进学校").is_none());
        assert!(counted("检查机构家数").is_some_and(|kind| kind.unfitting.contains(&"人次")));
        assert!(counted("保洁面积").is_some_and(|kind| kind.unfitting.contains(&"元")));
        assert!(counted("培训人数").is_some_and(|kind| kind.unfitting.contains(&"家")));
        assert_eq!(meant_unit("人数"), Some("人"));
    }

    #[test]
    fn no_unit_both_fits_and_does_not() {
        for kind in COUNTED {
            assert!(kind.fitting.iter().all(|unit| !kind.unfitting.contains(unit)), "{kind:?}");
        }
    }
}
