//! What departments do: the words that tell one project from another. Names and figures are made up.

/// One line of costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    /// What is paid for.
    pub name: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// The most that is bought in a year.
    pub most: u64,
    /// The highest price of one, in hundreds of 元.
    pub price: u64,
}

/// A task with its two lines of costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    /// Its name.
    pub task: &'static str,
    /// What it pays for; the first line is its output.
    pub lines: [Line; 2],
}

/// A kind of project.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trade {
    /// The project's name after the place.
    pub name: &'static str,
    /// Its purpose.
    pub purpose: &'static str,
    /// The document it rests on, and what in it.
    pub document: (&'static str, &'static str),
    /// The unit's duty.
    pub duty: &'static str,
    /// Its two tasks.
    pub works: [Work; 2],
    /// A share that shows its benefit.
    pub benefit: &'static str,
    /// The satisfaction of those it serves.
    pub served: &'static str,
}

const fn line(name: &'static str, unit: &'static str, most: u64, price: u64) -> Line {
    Line { name, unit, most, price }
}

const fn work(task: &'static str, output: Line, other: Line) -> Work {
    Work { task, lines: [output, other] }
}

/// Every kind of project.
pub static TRADES: [Trade; 12] = [
    Trade {
        name: "道路养护",
        purpose: "修复破损路面并保持路网日常通行",
        document: ("示例市道路养护管理办法", "区管道路的养护责任与经费来源"),
        duty: "区管道路养护",
        works: [
            work("路面修复", line("沥青面层", "平方米", 40_000, 3), line("路基处理", "处", 60, 180)),
            work("道路巡查", line("日常巡查", "公里", 9_000, 1), line("桥梁检测", "座", 40, 150)),
        ],
        benefit: "路面完好占比",
        served: "沿线居民满意度",
    },
    Trade {
        name: "绿化管护",
        purpose: "管护公共绿地并补植缺株",
        document: ("示例市绿化管理条例", "公共绿地的管护标准与责任"),
        duty: "公共绿地管理",
        works: [
            work("绿地管护", line("绿地修剪", "平方米", 60_000, 1), line("树木防护", "株", 3_000, 2)),
            work("花卉布置", line("时令花卉", "盆", 20_000, 1), line("花箱更新", "个", 400, 12)),
        ],
        benefit: "绿地优良占比",
        served: "游园市民满意度",
    },
    Trade {
        name: "河道保洁",
        purpose: "清除河道漂浮物并保持水面清洁",
        document: ("示例市河道管理条例", "镇管河道的保洁责任"),
        duty: "河道长效管理",
        works: [
            work("水面保洁", line("保洁河段", "公里", 120, 420), line("保洁船维修", "艘", 20, 300)),
            work("岸线整治", line("护岸修补", "米", 2_000, 8), line("水质监测", "点次", 500, 6)),
        ],
        benefit: "水质达标断面比例",
        served: "沿河居民满意度",
    },
    Trade {
        name: "社区养老服务",
        purpose: "为老年人提供助餐和上门照料",
        document: ("示例市养老服务条例", "社区养老服务设施的补贴对象与标准"),
        duty: "社区养老服务",
        works: [
            work("老年助餐", line("助餐服务", "客", 90_000, 1), line("餐具更新", "套", 3_000, 1)),
            work("居家照料", line("上门照料", "人次", 12_000, 1), line("护理员培训", "人", 120, 15)),
        ],
        benefit: "服务覆盖的高龄老人比例",
        served: "受助老人满意度",
    },
    Trade {
        name: "中小学设备更新",
        purpose: "更换到期的教学设备",
        document: ("示例市中小学装备标准", "教学设备的配备数量与更新年限"),
        duty: "中小学装备管理",
        works: [
            work("教学设备采购", line("交互式屏幕", "台", 120, 150), line("实验台", "张", 300, 24)),
            work("教师培训", line("应用培训", "人", 800, 4), line("课程资源", "门", 40, 90)),
        ],
        benefit: "设备使用达标教室比例",
        served: "任课教师满意度",
    },
    Trade {
        name: "公共图书服务",
        purpose: "补充馆藏并举办阅读活动",
        document: ("示例市公共图书馆管理办法", "年度新增藏书量与服务开放时间"),
        duty: "公共图书馆服务",
        works: [
            work("图书购置", line("新购图书", "册", 30_000, 1), line("编目加工", "批", 24, 60)),
            work("阅读推广", line("读书活动", "场", 120, 30), line("送书下乡", "车次", 90, 8)),
        ],
        benefit: "持证读者借阅比例",
        served: "到馆读者满意度",
    },
    Trade {
        name: "食品抽检",
        purpose: "抽检本地销售的食品并公布结果",
        document: ("示例市食品安全条例", "年度抽检的批次与经费保障"),
        duty: "食品安全监管",
        works: [
            work("食品抽样检验", line("监督抽检", "批次", 2_400, 18), line("样品购置", "份", 2_600, 1)),
            work("快速检测", line("快检样品", "份", 12_000, 1), line("快检试剂", "盒", 900, 6)),
        ],
        benefit: "问题食品处置比例",
        served: "受访消费者满意度",
    },
    Trade {
        name: "就业技能培训",
        purpose: "为求职者提供技能培训和岗位推介",
        document: ("示例市职业培训补贴办法", "培训补贴的对象与标准"),
        duty: "公共就业服务",
        works: [
            work("技能培训", line("培训学员", "人", 1_200, 20), line("实训耗材", "套", 1_200, 3)),
            work("岗位推介", line("招聘会", "场", 36, 120), line("企业走访", "家次", 900, 1)),
        ],
        benefit: "结业学员就业比例",
        served: "参训学员满意度",
    },
    Trade {
        name: "老旧小区修缮",
        purpose: "修缮屋面和公共部位",
        document: ("示例市住宅修缮管理办法", "修缮范围与财政分担"),
        duty: "住宅修缮管理",
        works: [
            work("屋面修缮", line("屋面防水", "平方米", 20_000, 3), line("落水管更换", "米", 6_000, 1)),
            work("楼道整修", line("楼道粉刷", "个", 400, 45), line("照明更换", "盏", 3_000, 2)),
        ],
        benefit: "渗漏报修下降比例",
        served: "小区居民满意度",
    },
    Trade {
        name: "档案数字化",
        purpose: "扫描馆藏档案并建立全文检索",
        document: ("示例市档案条例", "馆藏档案数字化的进度与标准"),
        duty: "馆藏档案保管",
        works: [
            work("扫描加工", line("档案扫描", "千页", 900, 5), line("档案修裱", "卷", 600, 2)),
            work("系统建设", line("检索条目", "千条", 700, 4), line("存储扩容", "套", 6, 480)),
        ],
        benefit: "电子档案利用占比",
        served: "查档群众满意度",
    },
    Trade {
        name: "消防设施维护",
        purpose: "检修消防栓并更换过期器材",
        document: ("示例市消防条例", "公共消防设施的维护责任"),
        duty: "公共消防设施维护",
        works: [
            work("消防栓检修", line("检修消防栓", "个", 1_600, 6), line("阀门更换", "套", 500, 9)),
            work("器材更新", line("灭火器", "具", 4_000, 2), line("应急演练", "场", 40, 25)),
        ],
        benefit: "设施完好占比",
        served: "受访商户满意度",
    },
    Trade {
        name: "农田水利维修",
        purpose: "疏通沟渠并检修泵站",
        document: ("示例市农田水利管理办法", "小型水利设施的维修养护标准"),
        duty: "农田水利设施管理",
        works: [
            work("沟渠疏浚", line("疏浚沟渠", "米", 18_000, 1), line("涵闸维修", "座", 60, 70)),
            work("泵站检修", line("检修泵站", "座", 40, 260), line("电气检测", "台", 120, 12)),
        ],
        benefit: "旱涝保收农田比例",
        served: "受益农户满意度",
    },
];

/// Places, one for each project of a department.
pub const PLACES: &[&str] = &[
    "城东", "城南", "城西", "城北", "新桥", "古塘", "石湖", "青浜", "双桥", "临江", "松林", "泗河", "九里",
    "车墩", "洞桥", "叶庄", "永安", "中山", "方塔", "广福",
];

/// Districts.
pub const DISTRICTS: &[&str] = &[
    "东港", "西岭", "南汀", "北原", "中和", "云台", "海曲", "长亭", "白沙", "金泽", "清河", "明塘", "安庆",
    "宝山", "华亭", "怀远", "江湾", "开明", "隆兴", "平湖", "秋浦", "仁和", "沙溪", "天河", "文昌",
];

/// Bureaus.
pub const BUREAUS: &[&str] = &[
    "城市管理局",
    "建设管理局",
    "教育局",
    "民政局",
    "文化局",
    "市场监管局",
    "人力资源局",
    "水务局",
    "档案局",
    "农业局",
];

/// Sections of a bureau that answer for a project's first task.
pub const FIRST_BODIES: &[&str] = &["业务一科", "工程科", "项目办公室", "综合管理科"];

/// Sections that answer for its second.
pub const SECOND_BODIES: &[&str] = &["业务二科", "服务中心", "监督科", "财务科"];
