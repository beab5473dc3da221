"""鉴定专家库: experts who support the examination and appraisal of infringement disputes (侵权纠纷检验鉴定).

Not the forensic experts (司法鉴定专家) and not the experts for disputes abroad (海外维权专家): those are registers of their own.
"""

from quandun.registers.domain.kinds import AdmissionCheck, RegisterField, RegisterKind

REGISTER = RegisterKind(
    key="appraisal_expert",
    name="知识产权鉴定专家库",
    name_en="Appraisal experts",
    basis="本市实施方案：开展知识产权侵权纠纷检验鉴定技术支撑体系建设，建立鉴定专家库",
    basis_en="The city's implementation plan: technical support for appraisal in infringement disputes, a register of experts",
    number_word="鉴专",
    fields=(
        RegisterField("name", "姓名", "Name", public=True, personal=True),
        RegisterField("organisation", "工作单位", "Organisation", public=True, personal=True),
        RegisterField("speciality", "专业领域", "Speciality", public=True, help="例如：机械结构、有机化学、外观设计、软件。"),
        RegisterField("title", "职称或资格", "Title or qualification", required=False, public=True, personal=True),
        RegisterField(
            "may_be_named",
            "本人同意公开姓名、单位和职称",
            "The person agrees to be named in public",
            kind="flag",
            required=False,
            help="没有同意的仍可入库，公开名录中只显示编号和专业领域。",
            help_en="Without it the person may still be admitted; the public sees number and speciality only.",
        ),
        RegisterField("phone", "联系电话", "Telephone", personal=True),
    ),
    name_field="name",
    identity=("name", "organisation"),
    nominated_by=("registrar", "officer"),
    decided_by=("bureau_head",),
    admission="入库条件方案未规定，由决定单位说明理由",
    admission_en="The plan sets no condition of admission",
    term="方案未规定聘期",
    term_en="The plan sets no term",
    checks=(AdmissionCheck("agrees_to_serve", "本人同意入库", "The person agrees to be on the register", "个人信息保护法 第十三条"),),
    consent="may_be_named",
)
