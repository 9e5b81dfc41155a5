// The four forms of verdicts, and the exit status.
#include "proof/render.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <set>

#include "proof/test_charters.h"

namespace nwd::proof {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Rendered {
  std::string text =
      "charter X \"<script>alert(1)</script> & co\"\ncalendar gregorian, feb29 becomes mar1\n"
      "source S \"Act <b>1</b> & more, §§ 2\" in force from 2020-01-01\n"
      "rule R cites S: owed housing to before born + 18 years, start identified, while needs\n"
      "provision S26 cites S: may \"<i>fund</i>\"\n"
      "standard S8 \"own, <u>until</u> recovered\": owed throughout [identified, recovered)\n"
      "standard T \"holds\": owed independent of immigration\n";
  charter::Charter charter = checked(text);
  std::vector<Verdict> verdicts = proved(charter, {});
};

const Rendered& rendered() {
  static const Rendered once;
  return once;
}

TEST(Text, NamesVerdictSentenceRuleAndChange) {
  const auto& r = rendered();
  const auto out = render_text(r.charter, r.verdicts, "x.charter", r.text);
  EXPECT_THAT(out, HasSubstr("fails       S8   until recovered [E]\n"));
  EXPECT_THAT(out, HasSubstr("needs housing (emergency) and no rule grants it. (Breaks S8; nearest rule R cites"));
  EXPECT_THAT(out, HasSubstr("x.charter:4:1: rule R, `to`"));
  EXPECT_THAT(out, HasSubstr("change: In rule R, leave out `to before born + 18 years`."));
  EXPECT_THAT(out, HasSubstr("not stated  S30  identity is confidential\n"));
  EXPECT_THAT(out, HasSubstr("provision: may \"<i>fund</i>\" [Act <b>1</b> & more, §§ 2]"));
}

TEST(Json, IsReadableAndSaysTheSame) {
  const auto& r = rendered();
  const auto out = boost::json::parse(render_json(r.charter, r.verdicts, "x.charter", r.text)).as_object();
  const auto& list = out.at("verdicts").as_array();
  ASSERT_EQ(list.size(), r.verdicts.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& v = list[i].as_object();
    EXPECT_EQ(v.at("standard").as_string(), r.verdicts[i].standard);
    EXPECT_EQ(v.at("status").as_string(), std::string(name(r.verdicts[i].status)));
    EXPECT_EQ(v.contains("counterexample"), r.verdicts[i].counterexample.has_value());
    if (!r.verdicts[i].counterexample) continue;
    const auto& person = v.at("counterexample").at("person").as_object();
    EXPECT_EQ(person.size(), r.charter.facts.size());
  }
}

// SARIF 2.1.0, sections 3.13, 3.14, 3.18, 3.19, 3.27, 3.28, 3.30, 3.49: what must be there, and of which kind.
TEST(Sarif, HasTheRequiredMembers) {
  const auto& r = rendered();
  const auto log = boost::json::parse(render_sarif(r.charter, r.verdicts, "my charters/x.charter", r.text)).as_object();
  EXPECT_EQ(log.at("version").as_string(), "2.1.0");
  ASSERT_EQ(log.at("runs").as_array().size(), 1U);
  const auto& run = log.at("runs").as_array()[0].as_object();
  const auto& driver = run.at("tool").at("driver").as_object();
  EXPECT_FALSE(driver.at("name").as_string().empty());
  const auto& rules = driver.at("rules").as_array();
  std::set<std::string> ids;
  for (const auto& rule : rules) EXPECT_TRUE(ids.insert(rule.at("id").as_string().c_str()).second);
  EXPECT_EQ(rules.size(), r.verdicts.size());
  EXPECT_EQ(run.at("columnKind").as_string(), "unicodeCodePoints");
  const auto& results = run.at("results").as_array();
  EXPECT_EQ(results.size(),
            static_cast<std::size_t>(std::count_if(r.verdicts.begin(), r.verdicts.end(),
                                                   [](const auto& v) { return v.status != Status::holds; })));
  for (const auto& result : results) {
    EXPECT_FALSE(result.at("message").at("text").as_string().empty());
    const auto index = result.at("ruleIndex").to_number<std::size_t>();
    EXPECT_EQ(rules.at(index).at("id"), result.at("ruleId"));
    const auto& kind = result.at("kind").as_string();
    const auto& level = result.at("level").as_string();
    EXPECT_TRUE(kind == "fail" ? level == "error" || level == "warning" : kind == "open" && level == "none");
    const auto& where = result.at("locations").as_array().at(0).at("physicalLocation");
    EXPECT_EQ(where.at("artifactLocation").at("uri").as_string(), "my%20charters/x.charter");
    const auto& region = where.at("region");
    const auto line = region.at("startLine").to_number<int>();
    EXPECT_GE(line, 1);
    EXPECT_GE(region.at("endLine").to_number<int>(), line);
    EXPECT_GE(region.at("startColumn").to_number<int>(), 1);
  }
}

TEST(Html, EscapesEverythingAndHasNoScript) {
  const auto& r = rendered();
  const auto out = render_html(r.charter, r.verdicts, "<x>.charter", r.text);
  for (const auto* wrong : {"<script", "<b>", "<u>", "<i>", "<x>", "http://", "https://"})
    EXPECT_THAT(out, Not(HasSubstr(wrong)));
  EXPECT_THAT(out, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"));
  EXPECT_THAT(out, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(out, HasSubstr("class=\"fails\">fails</span>"));
}

TEST(Table, HasAColumnForEveryCharter) {
  const auto& r = rendered();
  const std::vector<Proved> all{{&r.charter, r.verdicts}, {&r.charter, r.verdicts}};
  const auto out = render_table(all);
  EXPECT_THAT(out, HasSubstr("| | standard | X | X |\n|---|---|---|---|\n"));
  EXPECT_THAT(out, HasSubstr("| S8 | until recovered [E] | **fails** | **fails** |\n"));
}

TEST(ExitStatus, IsThreeUnlessAllHold) {
  std::vector<Verdict> all(2);
  for (auto& v : all) v.status = Status::holds;
  EXPECT_EQ(exit_status(all), 0);
  for (const auto status : {Status::fails, Status::not_stated, Status::unknown}) {
    all[1].status = status;
    EXPECT_EQ(exit_status(all), 3);
  }
}

}  // namespace
}  // namespace nwd::proof
