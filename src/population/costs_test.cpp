// What funds pay, by service, price, age, region and change.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <sstream>

#include "population/run.h"

namespace nwd::population {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

charter::Charter law(const std::string& funds, const std::string& age = "18") {
  const std::string text =
      "charter T \"T\"\ncalendar gregorian, feb29 becomes mar1\n"
      "source ACT \"Act\" in force from 2000-01-01\n" +
      funds + "state minor = before born + " + age +
      " years\n"
      "rule R-1 cites ACT: owed housing > emergency, education to minor, while needs, funded A\n"
      "rule R-2 cites ACT: owed housing > emergency while needs and [identified, identified + 10 "
      "days), funded B\n";
  auto checked = charter::check(text);
  if (!checked.charter) throw std::runtime_error(render_text(checked.diagnostics, "test.charter", text));
  return *std::move(checked.charter);
}

const std::string funds =
    "fund A \"A\" pays 100.50 USD a day for emergency before 2026-01-16, 120.00 a day for emergency from then\n"
    "fund B \"B\" pays 7.00 a day for housing\n";

const std::string people =
    "person,region,born,identified,needs housing > emergency,needs education\n"
    "a,north,2010-01-01,2026-01-01,always,2026-01-01/2026-01-03\n"  // a minor: A pays, B nothing
    "b,south,1990-01-01,2026-01-27,always,never\n";                 // grown up: B pays for ten days

TotalsOptions january() {
  TotalsOptions options;
  options.from = *parse_day("2026-01-01");
  options.until = *parse_day("2026-02-01");
  return options;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

struct Totalled {
  Report report;
  std::string text;
};

Totalled totalled(const charter::Charter& charter, const TotalsOptions& options) {
  std::istringstream in(people);
  std::ostringstream out;
  auto report = total_csv(charter, in, out, options, {});
  if (!report) throw std::runtime_error(report.error().message);
  return {*std::move(report), out.str()};
}

TEST(Costs, AreTheDaysOfEachFundAtEachPrice) {
  const auto t = totalled(law(funds), january());
  const auto rows = lines(t.text);
  EXPECT_THAT(rows[0], ::testing::EndsWith("possible_days,fund,price,currency,certain_cost,possible_cost"));
  EXPECT_THAT(rows, Contains("owed,paid,housing > emergency,2026-01-01,2026-02-01,all,all,1,15,1,15,A,100.50,USD,"
                             "1507.50,1507.50"));
  EXPECT_THAT(rows, Contains("owed,paid,housing > emergency,2026-01-01,2026-02-01,all,all,1,16,1,16,A,120.00,USD,"
                             "1920.00,1920.00"));
  EXPECT_THAT(rows, Contains("owed,paid,housing > emergency,2026-01-01,2026-02-01,all,all,1,5,1,5,B,7.00,USD,35.00,"
                             "35.00"));
  EXPECT_THAT(t.report.remarks, Contains("A owed: 3427.50 USD for certain"));
  EXPECT_THAT(t.report.remarks, Contains("B owed: 35.00 USD for certain"));
}

TEST(Costs, WithoutAPriceAreSaidAndNotZero) {
  const auto t = totalled(law(funds), january());
  EXPECT_THAT(lines(t.text), Contains("owed,paid,education,2026-01-01,2026-02-01,all,all,1,2,1,2,A,,,,"));
  EXPECT_THAT(render_text(t.report), HasSubstr("no price: A pays for education on 2 days"));
}

TEST(Costs, OfACharterWithoutPricesChangeNothing) {
  const auto t = totalled(law("fund A \"A\"\nfund B \"B\"\n"), january());
  EXPECT_THAT(lines(t.text), Not(Contains(HasSubstr("paid"))));
  EXPECT_THAT(lines(t.text)[0], ::testing::EndsWith("possible_days"));
  EXPECT_TRUE(t.report.remarks.empty());
}

TEST(Costs, GoByAgeAndRegion) {
  auto options = january();
  options.by_age = options.by_region = true;
  EXPECT_THAT(lines(totalled(law(funds), options).text),
              Contains(StartsWith("owed,paid,housing > emergency,2026-01-01,2026-02-01,25+,south,1,5,1,5,B,7.00")));
}

TEST(Costs, AsJsonAreTheSameRows) {
  auto options = january();
  const auto csv = lines(totalled(law(funds), options).text);
  options.form = Form::json;
  const auto json = boost::json::parse(totalled(law(funds), options).text).as_object();
  const auto& rows = json.at("rows").as_array();
  ASSERT_EQ(rows.size(), csv.size() - 1);
  const auto paid = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.at("right") == "paid"; });
  ASSERT_NE(paid, rows.end());
  EXPECT_EQ(paid->at("fund"), "A");
  EXPECT_EQ(paid->at("certain_cost"), "1507.50");
  EXPECT_EQ(paid->at("certain_days"), 15);
}

TEST(Costs, OfTwoChartersAreGainedAndLost) {
  const auto before = law(funds);
  const auto after =
      law("fund A \"A\" pays 100.50 USD a day for emergency\nfund B \"B\" pays 7.00 a day for housing\n", "50");
  std::istringstream in(people);
  std::ostringstream out;
  const auto report = compare_csv(before, after, in, out, january(), {});
  ASSERT_TRUE(report);
  const auto rows = lines(out.str());
  // Of the minor: 16 days at the new price. Of the grown-up: 31 days of A, and B pays nothing any more.
  EXPECT_THAT(rows,
              Contains(StartsWith(
                  "gained,paid,housing > emergency,2026-01-01,2026-02-01,all,all,2,47,2,47,A,100.50,USD,4723.50")));
  EXPECT_THAT(rows, Contains(StartsWith(
                        "lost,paid,housing > emergency,2026-01-01,2026-02-01,all,all,1,16,1,16,A,120.00,USD,1920.00")));
  EXPECT_THAT(
      rows,
      Contains(StartsWith("lost,paid,housing > emergency,2026-01-01,2026-02-01,all,all,1,5,1,5,B,7.00,USD,35.00")));
  EXPECT_THAT(report->remarks, Contains("A before: 3427.50 USD for certain"));
  EXPECT_THAT(report->remarks, Contains("A after: 6231.00 USD for certain"));
}

TEST(Costs, InTwoCurrenciesOrAskedForTwiceAreRefused) {
  std::istringstream in(people);
  std::ostringstream out;
  const auto dollars = law(funds);
  const auto euros = law("fund A \"A\" pays 1.00 EUR a day for emergency\nfund B \"B\"\n");
  EXPECT_FALSE(compare_csv(dollars, euros, in, out, january(), {}));
  auto options = january();
  options.per_day.emplace("education", Cents{100});
  EXPECT_FALSE(total_csv(dollars, in, out, options, {}));
  EXPECT_TRUE(out.str().empty());
}

TEST(Costs, BeyondWholeCentsAreAnError) {
  auto options = january();
  options.per_day.emplace("education", Cents{std::numeric_limits<std::int64_t>::max()});
  std::istringstream in(people);
  std::ostringstream out;
  const auto report = total_csv(law("fund A \"A\"\nfund B \"B\"\n"), in, out, options, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::too_large);
}

}  // namespace
}  // namespace nwd::population
