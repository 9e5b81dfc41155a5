// What a drawing of an example shows of a person, and what it leaves out.
#include "drafting/drawing.h"

#include <gmock/gmock.h>

#include "charter/charter.h"
#include "drafting/test_drafting.h"

namespace nwd::drafting {
namespace {

using testing::ElementsAre;

std::vector<std::string> labels(const ui::Timeline& t) {
  std::vector<std::string> out;
  for (const auto& row : t.rows) out.push_back(row.label);
  return out;
}

TEST(Drawing, OfAnExampleShowsOnlyTheFactsThatItHangsOn) {
  const auto checked = charter::check(small);
  const auto& law = *checked.charter;
  const auto identified = law.fact("identified"), needs = law.fact("recovered");
  proof::Counterexample c{charter::Facts(law)};
  ASSERT_TRUE(c.facts.set_date("born", charter::DateRange::known(Day{10'000})));
  ASSERT_TRUE(c.facts.set_date("identified", charter::DateRange::known(Day{17'000})));
  ASSERT_TRUE(c.facts.set_date("recovered", charter::DateRange::known(Day{18'000})));
  ASSERT_TRUE(c.facts.set_days("cooperates", charter::DayBounds::known(DaySet(Day{17'000}, Day{17'100}))));
  c.day = Day{17'050};
  c.service = law.service("housing > emergency");
  c.matters = std::uint64_t{1} << identified | std::uint64_t{1} << needs;
  const auto say = test_messages().in(ui::Locale::en);
  EXPECT_THAT(labels(counterexample_timeline(say, law, c, "case-1")),
              ElementsAre(testing::StartsWith("identified"), testing::StartsWith("recovered"),
                          service_words(say, law, c.service)));
}

}  // namespace
}  // namespace nwd::drafting
