// Populations from CSV to intervals, totals and comparisons.
#include "population/run.h"

#include <gmock/gmock.h>

#include <sstream>

namespace nwd::population {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

charter::Charter law(const std::string& age) {
  const std::string text = R"(charter T "Test"
calendar gregorian, feb29 becomes mar1
source ACT "Act" in force from 2000-01-01
state minor = before born + )" +
                           age + R"( years
rule R-1 cites ACT: owed housing > emergency, education to minor, start identified, while needs, until recovered
rule R-2 cites ACT: owed legal > civil while some action a: a.kind is civil and [a.opened, a.closed)
rule R-3 cites ACT: immune from prosecution for prostitution when conduct during minor
)";
  auto checked = charter::check(text);
  if (!checked.charter) throw std::runtime_error(render_text(checked.diagnostics, "test.charter", text));
  return *std::move(checked.charter);
}

struct Ran {
  Report report;
  std::vector<std::string> lines;  // without the header
};

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) out.push_back(line);
  return out;
}

Ran ran(const std::string& csv, const IntervalsOptions& options = {}) {
  std::istringstream in(csv);
  std::ostringstream out;
  auto report = run_csv(law("18"), in, out, options, {});
  if (!report) throw std::runtime_error(report.error().message);
  return {*std::move(report), lines_of(out.str())};
}

TEST(RunCsv, WritesOwedDaysPerPerson) {
  const auto r =
      ran("person,born,identified,recovered,conduct,needs housing,needs education\n"
          "ann,2008-02-29,2020-05-01,never,2020-04-30,2020-06-01/2020-07-01 2021-01-01/..,never\n"
          "\"b, o\",1990-01-01,2020-05-01,never,2020-04-30,always,always\n");
  EXPECT_THAT(r.lines, ElementsAre("ann,owed,housing > emergency,certain,2020-06-01,2020-07-01",
                                   "ann,owed,housing > emergency,certain,2021-01-01,2026-03-01",
                                   "ann,immune from,prosecution for prostitution,certain,2000-01-01,.."));
  EXPECT_EQ(r.report.counts.persons, 2);
  EXPECT_EQ(r.report.counts.unknown, 0);
  EXPECT_EQ(r.report.set_aside, 0);
}

TEST(RunCsv, KeepsCertainAndPossibleDaysApartWhereSomethingIsUnknown) {
  const auto r =
      ran("born,identified,recovered,conduct,needs housing > emergency\n"
          "2010-01-01,2020-05-01,,never,2020-05-01/2020-06-01\n");
  EXPECT_THAT(r.lines, ElementsAre("2,owed,housing > emergency,possible,2020-05-01,2020-06-01"));
  EXPECT_EQ(r.report.counts.unknown, 1);
}

TEST(RunCsv, ReadsRowsOfListsAlsoBeyondThoseThatFitTheColumns) {
  std::string header = "born,identified,recovered,conduct,needs education";
  std::string row = "2010-01-01,2020-05-01,never,never,never";
  for (int i = 1; i <= 16; ++i) {
    const auto n = std::to_string(i);
    header += ",action " + n + " kind,action " + n + " opened,action " + n + " closed";
    row += i == 16 ? ",civil,2020-03-01,never" : i == 2 ? ",,," : ",criminal,2020-01-01,2020-02-01";
  }
  const auto r = ran(header + "\n" + row + "\n");
  EXPECT_THAT(r.lines, ElementsAre("2,owed,legal > civil,certain,2020-03-01,.."));
  EXPECT_EQ(r.report.counts.alone_facts, 1);
  EXPECT_EQ(r.report.counts.unknown, 0);
}

TEST(RunCsv, SetsImpossibleRowsAsideWithLineAndReason) {
  const auto r =
      ran("born,identified,recovered,conduct,needs education,exploitation,action 1 opened,action 1 closed\n"
          "2010-01-01,2009-12-31,never,never,never,sexual,,\n"
          "2010-01-01,2020-01-01,2019-01-01,never,never,sexual,,\n"
          "2010-01-01,2020-01-01,never,never,never,sexual,2020-02-02,2020-02-01\n"
          "2010-02-30,2020-01-01,never,never,never,sexual,,\n"
          "2010-01-01,2020-01-01,never,never,2020-02-01/2020-01-01,sexual,,\n"
          "2010-01-01,2020-01-01,never,never,never,secret word,,\n"
          "never,2020-01-01,never,never,never,sexual,,\n"
          "2010-01-01,2020-01-01,never,2009-01-01,never,sexual,,\n"
          "2010-01-01\n"
          "2010-01-01,2020-01-01,never,never,always,sexual,2020-02-01,2020-02-01\n");
  EXPECT_EQ(r.report.rows, 10);
  EXPECT_EQ(r.report.set_aside, 9);
  EXPECT_EQ(r.report.counts.persons, 1);
  EXPECT_THAT(r.report.listed,
              ElementsAre(SetAside{2, "identified lies before born"}, SetAside{3, "recovered lies before identified"},
                          SetAside{4, "a row is closed before it is opened"}, SetAside{5, "born is no date"},
                          SetAside{6, "needs education has an interval that ends before it begins"},
                          SetAside{7, "exploitation is none of its words"}, SetAside{8, "born is no date"},
                          SetAside{9, "conduct lies before born"}, SetAside{10, "has 1 cells instead of 8"}));
  EXPECT_THAT(r.lines, ElementsAre("11,owed,education,certain,2020-01-01,2028-01-01"));
  EXPECT_THAT(render_text(r.report), Not(HasSubstr("secret")));
}

TEST(RunCsv, NamesColumnsThatAreNoFactAndFactsWithoutColumn) {
  const auto r =
      ran("born,identified,recoverd,conduct,needs howsing,action 17 kind\n2010-01-01,2020-05-01,x,never,x,x\n");
  EXPECT_THAT(r.report.columns_set_aside, ElementsAre("recoverd", "needs howsing", "action 17 kind"));
  EXPECT_THAT(r.report.facts_without_column, Contains("recovered"));
  EXPECT_THAT(r.report.facts_without_column, Contains("needs"));
  EXPECT_EQ(r.report.counts.unknown, 1);
}

TEST(RunCsv, RefusesWhatHasNoHeaderOrNamesAColumnTwice) {
  for (const std::string text : {"", "born,born\n", "\"born\n"}) {
    std::istringstream in(text);
    std::ostringstream out;
    EXPECT_FALSE(run_csv(law("18"), in, out, {}, {})) << text;
  }
}

TEST(RunCsv, StopsWhenProgressSaysSo) {
  std::istringstream in("born\n2010-01-01\n");
  std::ostringstream out;
  const auto stopped = run_csv(law("18"), in, out, {}, [](const Progress& p) -> Result<void> {
    EXPECT_EQ(p.bytes, 16);
    return fail(Code::timed_out, "enough");
  });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().message, "enough");
}

// Many batches: nobody is lost between them.
TEST(RunCsv, StreamsMorePersonsThanABatchHolds) {
  std::string csv = "born,identified,recovered,conduct,needs education\n";
  const std::size_t persons = 2 * batch_size + 77;
  for (std::size_t i = 0; i < persons; ++i)
    csv += i % 1000 == 999 ? "1\n" : "2010-01-01,2020-01-01,never,never,2020-01-01/2020-01-02\n";
  const auto r = ran(csv);
  EXPECT_EQ(r.report.rows, static_cast<std::int64_t>(persons));
  EXPECT_EQ(r.report.set_aside, static_cast<std::int64_t>(persons / 1000));
  EXPECT_EQ(r.lines.size(), persons - persons / 1000);
  EXPECT_EQ(r.report.listed.size(), persons / 1000);
}

constexpr const char* four =
    "region,born,identified,recovered,conduct,needs education\n"
    "north,2010-01-01,2020-01-01,never,never,always\n"
    "north,2003-01-01,2020-01-01,never,never,always\n"
    ",2000-01-01,2020-01-01,,never,always\n"
    "south,1990-01-01,2020-01-01,never,never,always\n";

TotalsOptions of_2021() {
  TotalsOptions options;
  options.from = *parse_day("2021-01-01");
  options.until = *parse_day("2022-01-01");
  return options;
}

TEST(TotalCsv, AddsUpByMonthOrByAgeAndRegion) {
  std::istringstream in(four);
  std::ostringstream out;
  auto options = of_2021();
  options.by_age = options.by_region = true;
  options.per_day["education"] = Cents{250};
  ASSERT_TRUE(total_csv(law("21"), in, out, options, {}));
  EXPECT_THAT(lines_of(out.str()),
              ElementsAre("owed,owed,education,2021-01-01,2022-01-01,0-12,north,1,365,1,365,912.50,912.50",
                          "owed,owed,education,2021-01-01,2022-01-01,13-17,north,1,365,1,365,912.50,912.50"));
  std::istringstream again(four);
  std::ostringstream monthly;
  options = of_2021();
  options.by_month = true;
  ASSERT_TRUE(total_csv(law("21"), again, monthly, options, {}));
  const auto lines = lines_of(monthly.str());
  ASSERT_EQ(lines.size(), 12U);
  EXPECT_EQ(lines[1], "owed,owed,education,2021-02-01,2021-03-01,all,all,2,56,2,56");
}

TEST(CompareCsv, TellsWhatIsGainedAndLostByAgeAndRegion) {
  std::istringstream in(four);
  std::ostringstream out;
  auto options = of_2021();
  options.by_age = options.by_region = true;
  ASSERT_TRUE(compare_csv(law("18"), law("25"), in, out, options, {}));
  const auto lines = lines_of(out.str());
  EXPECT_THAT(lines, Contains("gained,owed,education,2021-01-01,2022-01-01,13-17,north,1,365,1,365"));
  EXPECT_THAT(lines, Contains("gained,owed,education,2021-01-01,2022-01-01,18-24,unknown,0,0,1,365"));
  EXPECT_THAT(lines, Contains("before,owed,education,2021-01-01,2022-01-01,0-12,north,1,365,1,365"));
  EXPECT_THAT(lines, Not(Contains(HasSubstr("lost"))));
  EXPECT_THAT(lines, Not(Contains(HasSubstr("south"))));
}

TEST(Compare, PricesWhatIsGainedLessWhatIsLost) {
  const auto before = law("18");
  const auto after = law("25");
  const auto plan = Plan::of(before, after, {});
  ASSERT_TRUE(plan);
  Columns people(plan->schema());
  people.resize(1);
  const auto& schema = people.schema();
  people.days(schema.fact("born")->column)[0] = parse_day("2003-01-01")->number;
  people.days(schema.fact("identified")->column)[0] = parse_day("2020-01-01")->number;
  people.days(schema.fact("recovered")->column)[0] = never_day;
  people.days(schema.fact("conduct")->column)[0] = never_day;
  for (const auto& state : schema.fact("needs")->states)
    people.set_state(0, state, state.service == "education" ? DaySet::all() : DaySet());
  auto options = of_2021();
  options.per_day["education"] = Cents{100};
  const auto gained = compare(*plan, people, options);
  ASSERT_TRUE(gained);
  EXPECT_EQ(gained->gained.certain.days, 365);
  EXPECT_EQ(gained->lost.possible.days, 0);
  EXPECT_EQ(gained->certain_cost.amount, 36500);
  EXPECT_EQ(gained->changes.size(), 1U);
  const auto back = Plan::of(after, before, {});
  ASSERT_TRUE(back);
  Columns same(back->schema());
  EXPECT_THAT(compare(*back, same, options)->changes, IsEmpty());
}

TEST(Totals, RefuseDaysOutOfOrder) {
  std::istringstream in(four);
  std::ostringstream out;
  TotalsOptions options;
  EXPECT_FALSE(total_csv(law("18"), in, out, options, {}));
}

}  // namespace
}  // namespace nwd::population
