#include "editor/completion.h"

#include <gmock/gmock.h>

#include "editor/sample_test.h"

namespace nwd::editor {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::sample;

// What is offered after the sample and `more`, with the cursor at its end.
std::vector<Completion> offered(const std::string& more) {
  const auto text = std::string(sample) + more;
  return complete(analyse(text), text, static_cast<std::uint32_t>(text.size()));
}

std::vector<std::string> after(const std::string& more) {
  std::vector<std::string> out;
  for (const auto& item : offered(more)) out.push_back(item.text);
  return out;
}

TEST(Completion, OffersWhatFitsThePlace) {
  EXPECT_THAT(after("ru"), AllOf(Contains("rule"), Contains("source"), Not(Contains("until"))));
  EXPECT_THAT(after("rule R-9 cites "), ElementsAre("DEL", "NWD"));
  EXPECT_THAT(after("rule R-9 cites DEL, N"), ElementsAre("DEL", "NWD"));
  EXPECT_THAT(after("rule R-9 cites NWD: owed "), AllOf(Contains("housing > crisis"), Not(Contains("youth"))));
  EXPECT_THAT(after("rule R-9 cites NWD: owed health\n  "), AllOf(Contains("until"), Contains("keyed by")));
  EXPECT_THAT(after("rule R-9 cites NWD: owed health\n  to "),
              AllOf(Contains("jährig"), Contains("immigration"), Contains("before"), Not(Contains("housing"))));
  EXPECT_THAT(after("rule R-9 cites NWD: owed health\n  funded "), ElementsAre("SH"));
  EXPECT_THAT(after("rule R-9 cites NWD: immune from "), ElementsAre("prosecution for theft"));
  EXPECT_THAT(after("rule R-9 cites NWD: in "), AllOf(Contains("R-1"), Not(Contains("youth"))));
  EXPECT_THAT(after("rule R-9 cites NWD: in R-1 replaces jährig with "), Contains("youth"));
  EXPECT_THAT(after("rule R-9 cites NWD: owed health while needs "), Contains("housing"));
  EXPECT_THAT(after("state new = "), AllOf(Contains("youth"), Contains("some"), Not(Contains("until"))));
  EXPECT_THAT(after("state new = immigration is "), AllOf(Contains("citizen"), Not(Contains("youth"))));
  EXPECT_THAT(after("state new = immigration is any of citizen, "), Contains("visa"));
  EXPECT_THAT(after("state new = some permit p: p."), ElementsAre("kind", "issued", "ends"));
  EXPECT_THAT(after("state new = some permit p: p.kind is "), ElementsAre("work", "stay"));
  EXPECT_THAT(after("provision "), AllOf(Contains("S26"), Contains("S27"), Not(Contains("NWD"))));
  EXPECT_THAT(after("standard S40 \"x\": owed independent of "), AllOf(Contains("cooperates"), Not(Contains("youth"))));
  EXPECT_THAT(after("example \"x\"\n  given "), AllOf(Contains("born"), Not(Contains("youth"))));
}

TEST(Completion, OffersParametersWhereADurationMayStand) {
  const std::string wait = "parameter wait cites NWD = 3 days\n";
  EXPECT_THAT(after(wait + "state new = from born + "), Contains("wait"));
  EXPECT_THAT(after(wait + "rule R-9 cites NWD: owed health\n  start identified, for "), Contains("wait"));
  EXPECT_THAT(after("parameter other cites "), ElementsAre("DEL", "NWD"));
  EXPECT_THAT(after("fund F \"f\" pays 12.50 USD a day for "), Contains("housing > crisis"));
}

TEST(Completion, OffersNothingInCommentsAndQuotedTexts) {
  EXPECT_THAT(after("# ru"), IsEmpty());
  EXPECT_THAT(after("fund X \"ru"), IsEmpty());
}

TEST(Completion, ReplacesWhatIsWrittenOfTheName) {
  const auto written = [](const std::string& more, const std::string& wanted) -> std::string {
    const auto text = std::string(sample) + more;
    for (const auto& item : offered(more))
      if (item.text == wanted) return std::string(testing::written(text, item.replaces));
    return "not offered";
  };
  EXPECT_EQ(written("state new = youth and child un", "child under 16"), "child un");
  EXPECT_EQ(written("state new = child ", "child under 16"), "child ");
  EXPECT_EQ(written("state new = jä", "jährig"), "jä");
  EXPECT_EQ(written("state new = ", "jährig"), "");
  EXPECT_EQ(written("rule R-9 cites NWD: owed health\n  st", "start"), "st");
  EXPECT_EQ(written("rule R-9 cites NWD: owed health\n  to youth unt", "until"), "unt");
}

TEST(Completion, EverywhereInATextSomethingOrNothingButNoHarm) {
  const auto all = analyse(sample);
  for (std::uint32_t offset = 0; offset <= sample.size(); ++offset)
    for (const auto& item : complete(all, sample, offset)) {
      EXPECT_EQ(item.replaces.end, offset);
      EXPECT_LE(item.replaces.begin, offset);
    }
}

}  // namespace
}  // namespace nwd::editor
