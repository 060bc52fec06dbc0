extension Pinyin {
    /// Words in which a character is read otherwise than alone.
    static let words: [String: [String]] = parse(
        """
        重庆 chong qing, 重新 chong xin, 重复 chong fu, 重启 chong qi, 重装 chong zhuang, 重修 chong xiu, 重派 chong pai,
        重开 chong kai, 重拨 chong bo, 重做 chong zuo, 重试 chong shi, 重约 chong yue, 双重 shuang chong,
        银行 yin hang, 行业 hang ye, 分行 fen hang, 支行 zhi hang, 央行 yang hang, 商行 shang hang, 电器行 dian qi hang,
        调度 diao du, 调查 diao cha, 调派 diao pai, 调换 diao huan, 调货 diao huo, 调拨 diao bo, 调研 diao yan,
        调动 diao dong, 调取 diao qu, 调用 diao yong, 调入 diao ru, 调出 diao chu,
        归还 gui huan, 退还 tui huan, 还款 huan kuan, 偿还 chang huan, 返还 fan huan, 还原 huan yuan,
        成长 cheng zhang, 增长 zeng zhang, 店长 dian zhang, 组长 zu zhang, 班长 ban zhang, 站长 zhan zhang,
        部长 bu zhang, 队长 dui zhang, 校长 xiao zhang, 家长 jia zhang, 院长 yuan zhang,
        厦门 xia men, 会计 kuai ji, 音乐 yin yue, 乐器 yue qi, 乐清 yue qing, 弹簧 tan huang, 弹性 tan xing,
        校准 jiao zhun, 校正 jiao zheng, 校验 jiao yan, 校对 jiao dui, 曝光 bao guang, 便宜 pian yi, 出差 chu chai,
        差旅 chai lv, 参差 cen ci, 给水 ji shui, 补给 bu ji, 供给 gong ji, 钥匙 yao shi, 着火 zhao huo, 着急 zhao ji,
        睡着 shui zhao, 附着 fu zhuo, 了解 liao jie, 都市 du shi, 成都 cheng du, 首都 shou du, 得到 de dao,
        称职 chen zhi, 对称 dui chen, 处所 chu suo, 率领 shuai ling,
        六安 lu an, 蚌埠 beng bu, 番禺 pan yu, 丽水 li shui, 铅山 yan shan, 浚县 xun xian, 东阿 dong e, 阿胶 e jiao,
        单县 shan xian, 朴素 pu su, 血压 xue ya, 省亲 xing qin, 反省 fan xing, 降服 xiang fu, 投降 tou xiang,
        角色 jue se, 拆卸 chai xie, 露面 lou mian, 模样 mu yang, 模具 mu ju, 什锦 shi jin
        """)

    /// Surnames read otherwise than the same character elsewhere.
    static let surnames: [String: [String]] = parse(
        """
        单 shan, 仇 qiu, 解 xie, 查 zha, 区 ou, 曾 zeng, 翟 zhai, 种 chong, 召 shao, 秘 bi, 缪 miao, 覃 qin, 乐 yue,
        折 she, 盖 ge, 员 yun, 粘 nian, 薄 bo, 繁 po, 祭 zhai, 逄 pang, 冼 xian, 朴 piao, 尉迟 yu chi, 万俟 mo qi,
        长孙 zhang sun, 令狐 ling hu, 澹台 tan tai, 皇甫 huang fu
        """)

    private static func parse(_ text: String) -> [String: [String]] {
        text.split { $0 == "," || $0.isNewline }.reduce(into: [:]) { words, entry in
            let parts = entry.split(separator: " ").map(String.init)
            if let word = parts.first { words[word] = Array(parts.dropFirst()) }
        }
    }
}
