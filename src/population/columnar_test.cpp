// Files of columns: what is written is read again, and a file that is damaged is an error.
#include "population/columnar.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include "population/random_people_test.h"
#include "population/run.h"

namespace nwd::population {
namespace {

namespace slow = charter::slow;
using ::testing::ElementsAre;

const charter::Charter& minnesota() {
  static const auto law = checked_law(std::string(charter::builtin("us-mn-safe-harbor")));
  return law;
}

std::string written(const Columns& people) {
  std::ostringstream out;
  ColumnarWriter writer(out, people.schema_pointer(), {.slots = 8, .rows = 16}, {"", "north", "south"});
  if (!writer.write(people)) throw std::runtime_error("not written");
  writer.finish();
  return out.str();
}

struct Read {
  Report report{};
  std::vector<charter::Facts> people{};
  std::vector<std::uint16_t> regions{};
  bool good = false;
};

Read read(const std::string& bytes, const SchemaPtr& schema) {
  Read out;
  std::istringstream in(bytes);
  ColumnarReader reader(schema);
  const auto done = reader.read(in, out.report,
                                [&](Columns& batch) -> Result<void> {
                                  for (std::size_t p = 0; p < batch.size(); ++p)
                                    out.people.push_back(facts_of(minnesota(), batch, p));
                                  out.regions.insert(out.regions.end(), batch.regions.begin(), batch.regions.end());
                                  return {};
                                },
                                {});
  out.good = done.has_value();
  return out;
}

// Dates of the slow model's persons are drawn apart from one another: put them in an order that can be.
slow::Person possible(slow::Person p) {
  if (p.identified.lo != slow::past)
    p.born = {p.identified.lo - 6000, p.identified.lo - 6000};
  else
    p.born = {};
  p.recovered = p.conduct = {slow::future, slow::future};
  for (auto& row : p.actions) row.closed = {slow::future, slow::future};
  return p;
}

bool same(const charter::Facts& a, const charter::Facts& b) {
  return charter::evaluate(minnesota(), a) == charter::evaluate(minnesota(), b) &&
         a.values().size() == b.values().size();
}

bool same_values(const charter::Facts::Value& a, const charter::Facts::Value& b) {
  const auto rows = [](const auto& x, const auto& y) { return x.dates == y.dates && x.choices == y.choices; };
  return a.date == b.date && a.days == b.days && a.choices == b.choices && a.per_service == b.per_service &&
         a.complete == b.complete && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), rows);
}

RC_GTEST_PROP(Columnar, WhatIsWrittenIsReadAgain, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto schema = Schema::of(minnesota(), {});
  Columns people(schema);
  for (int i = 0; i < 20; ++i) {
    append(people, possible(random_known(dice, 10)));
    people.regions.push_back(static_cast<std::uint16_t>(dice() % 3));
  }
  const auto again = read(written(people), schema);
  RC_ASSERT(again.good);
  RC_ASSERT(again.report.set_aside == 0);
  RC_ASSERT(again.people.size() == people.size());
  RC_ASSERT(again.regions == people.regions);
  for (std::size_t p = 0; p < people.size(); ++p) {
    const auto before = facts_of(minnesota(), people, p);
    RC_ASSERT(same(before, again.people[p]));
    RC_ASSERT(std::equal(before.values().begin(), before.values().end(), again.people[p].values().begin(),
                         again.people[p].values().end(), same_values));
  }
}

TEST(Columnar, AFileThatStopsEarlyIsAnError) {
  slow::Dice dice(7);
  const auto schema = Schema::of(minnesota(), {});
  Columns people(schema);
  append(people, possible(random_known(dice, 10)));
  const auto bytes = written(people);
  ASSERT_TRUE(read(bytes, schema).good);
  for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 50)
    EXPECT_FALSE(read(bytes.substr(0, length), schema).good) << length;
}

RC_GTEST_PROP(Columnar, DamageIsAnErrorOrSetsRowsAside, (std::uint32_t seed)) {
  slow::Dice dice(seed);
  const auto schema = Schema::of(minnesota(), {});
  Columns people(schema);
  for (int i = 0; i < 3; ++i) append(people, possible(random_known(dice, 0)));
  auto bytes = written(people);
  for (int i = 0; i < 20; ++i) bytes[dice() % bytes.size()] = static_cast<char>(dice());
  const auto r = read(bytes, schema);
  RC_ASSERT(!r.good || r.report.rows == r.report.set_aside + static_cast<std::int64_t>(r.people.size()));
}

columnar::Column days(const char* name, std::vector<std::int32_t> values) {
  return {name, columnar::Type::days, {}, std::move(values), {}};
}

TEST(Columnar, SetsImpossibleRowsAsideAndNamesUnknownColumns) {
  const std::vector<columnar::Column> columns{
      days("born", {10000, 10000, 3000000, 10000}), days("identified", {16000, 9999, 16000, 16000}),
      days("moon", {1, 2, 3, 4}), days("needs education 1 from", {past, 0, 0, 5}),
      days("needs education 1 until", {future, 1, 1, 4})};
  std::ostringstream out;
  columnar::write_head(out, columns);
  columnar::write_block(out, columns, 4);
  columnar::write_block(out, columns, 0);
  const auto r = read(out.str(), Schema::of(minnesota(), {}));
  ASSERT_TRUE(r.good);
  EXPECT_EQ(r.people.size(), 1U);
  EXPECT_THAT(r.report.columns_set_aside, ElementsAre("moon"));
  EXPECT_THAT(r.report.listed, ElementsAre(SetAside{2, "identified lies before born"}, SetAside{3, "born is no date"},
                                           SetAside{4, "education has an interval that ends before it begins"}));
}

TEST(Columnar, ResultsAreThoseOfCsv) {
  const std::string csv =
      "born,identified,exploitation,needs education\n"
      "2009-03-05,2026-01-10,sexual,always\n"
      "1996-09-01,2014-08-15,sexual,always\n";
  Columns people(Schema::of(minnesota(), {}));
  people.resize(2);
  const auto& schema = people.schema();
  people.days(schema.fact("born")->column) = {parse_day("2009-03-05")->number, parse_day("1996-09-01")->number};
  people.days(schema.fact("identified")->column) = {parse_day("2026-01-10")->number, parse_day("2014-08-15")->number};
  people.bytes(schema.fact("exploitation")->column) = {0, 0};
  for (const auto& state : schema.fact("needs")->states)
    for (std::size_t p = 0; p < 2; ++p)
      people.set_state(p, state, state.service == "education" ? DaySet::all() : DaySet());
  std::istringstream from_columns(written(people));
  std::stringstream to_columns;
  ASSERT_TRUE(run_columnar(minnesota(), from_columns, to_columns, {}, {}));
  std::istringstream from_csv(csv);
  std::ostringstream to_csv;
  ASSERT_TRUE(run_csv(minnesota(), from_csv, to_csv, {}, {}));
  auto columns = columnar::read_head(to_columns);
  ASSERT_TRUE(columns);
  const auto rows = columnar::read_block(to_columns, *columns);
  ASSERT_TRUE(rows);
  std::string as_csv = "person,right,name,bound,from,until\n";
  const auto word = [&](std::size_t column, std::size_t row) {
    return (*columns)[column].words[(*columns)[column].bytes[row]];
  };
  const auto day = [&](std::size_t column, std::size_t row) {
    const Day d{(*columns)[column].days[row]};
    return d <= distant_past || d >= distant_future ? std::string("..") : to_text(d);
  };
  for (std::size_t r = 0; r < *rows; ++r)
    as_csv += std::to_string((*columns)[0].days[r] + 1) + "," + word(1, r) + "," + word(2, r) + "," + word(3, r) + "," +
              day(4, r) + "," + day(5, r) + "\n";
  EXPECT_EQ(as_csv, to_csv.str());
  EXPECT_NE(as_csv.find("education,certain,2016-07-01,2021-09-01"), std::string::npos);
}

}  // namespace
}  // namespace nwd::population
