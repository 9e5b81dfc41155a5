#include <fmt/format.h>

#include <algorithm>

#include "population/columnar.h"

namespace nwd::population {
namespace {

using charter::FactType;
using columnar::Column;
using columnar::Type;

Column of_field(std::string name, const charter::Field& field) {
  return {std::move(name), is_date(field.type) ? Type::days : Type::words, field.choices, {}, {}};
}

}  // namespace

ColumnarWriter::ColumnarWriter(std::ostream& out, SchemaPtr schema, const Width& width,
                               std::vector<std::string> regions)
    : out_(out), schema_(std::move(schema)), width_(width), regions_(regions.size() > 1) {
  for (const auto& fact : schema_->facts()) add_columns(fact);
  if (regions_) columns_.push_back({"region", Type::words, {regions.begin() + 1, regions.end()}, {}, {}});
  columnar::write_head(out_, columns_);
}

void ColumnarWriter::add_columns(const FactColumns& fact) {
  const auto& name = fact.self.name;
  if (fact.states.empty() && fact.self.type != FactType::list) columns_.push_back(of_field(name, fact.self));
  for (const auto& state : fact.states)
    for (std::size_t i = 1; i <= width_.slots; ++i)
      for (const auto* bound : {"from", "until"}) {
        const auto service = state.service.empty() ? "" : " " + state.service;
        columns_.push_back({fmt::format("{}{} {} {}", name, service, i, bound), Type::days, {}, {}, {}});
      }
  if (fact.self.type != FactType::list) return;
  columns_.push_back({name, Type::words, {"complete", "incomplete"}, {}, {}});
  columns_.push_back({name + " rows", Type::counts, {}, {}, {}});
  for (std::size_t row = 1; row <= width_.rows; ++row)
    for (const auto& field : fact.fields)
      columns_.push_back(of_field(fmt::format("{} {} {}", name, row, field.field.name), field.field));
}

Result<void> ColumnarWriter::write(const Columns& people) {
  for (std::size_t first = 0; first < people.size(); first += columnar::most_rows) {
    const auto rows = std::min(columnar::most_rows, people.size() - first);
    NWD_CHECK(fill(people, first, rows));
    columnar::write_block(out_, columns_, rows);
  }
  if (!out_) return fail(Code::storage_full, "The columns cannot be written.");
  return {};
}

void ColumnarWriter::finish() { columnar::write_block(out_, columns_, 0); }

Result<void> ColumnarWriter::fill(const Columns& people, std::size_t first, std::size_t rows) {
  for (auto& column : columns_) {
    column.days.assign(column.type == Type::days ? rows : 0, never_day);
    column.bytes.assign(column.type == Type::days ? 0 : rows,
                        column.type == Type::words ? unknown_word : std::uint8_t{0});
  }
  std::size_t column = 0;
  for (const auto& fact : schema_->facts()) NWD_CHECK(fill(people, fact, column, first, rows));
  for (std::size_t p = 0; regions_ && p < rows && first + p < people.regions.size(); ++p)
    if (const auto region = people.regions[first + p]; region >= unknown_word)
      return fail(Code::too_large, "A file has at most 254 regions.");
    else if (region > 0)
      columns_[column].bytes[p] = static_cast<std::uint8_t>(region - 1);
  return {};
}

Result<void> ColumnarWriter::fill(const Columns& people, const FactColumns& fact, std::size_t& column,
                                  std::size_t first, std::size_t rows) {
  const auto at = static_cast<std::ptrdiff_t>(first);
  const auto count = static_cast<std::ptrdiff_t>(rows);
  if (fact.self.type == FactType::list) return fill_list(people, fact, column, first, rows);
  if (!fact.states.empty()) return fill_states(people, fact, column, first, rows);
  auto& to = columns_[column++];
  if (is_date(fact.self.type))
    to.days.assign(people.days(fact.column).begin() + at, people.days(fact.column).begin() + at + count);
  else
    to.bytes.assign(people.bytes(fact.column).begin() + at, people.bytes(fact.column).begin() + at + count);
  return {};
}

Result<void> ColumnarWriter::fill_states(const Columns& people, const FactColumns& fact, std::size_t& column,
                                         std::size_t first, std::size_t rows) {
  for (const auto& state : fact.states) {
    for (std::size_t p = 0; p < rows; ++p) {
      if (people.state_unknown(first + p, state)) {
        columns_[column].days[p] = unknown_day;
        continue;
      }
      const auto days = people.state(first + p, state);
      const auto intervals = days.intervals();
      if (intervals.size() > width_.slots)
        return fail(Code::too_large, "A person has more intervals than the file has columns for.");
      for (std::size_t i = 0; i < intervals.size(); ++i) {
        columns_[column + 2 * i].days[p] = intervals[i].begin.number;
        columns_[column + 2 * i + 1].days[p] = intervals[i].end.number;
      }
    }
    column += 2 * width_.slots;
  }
  return {};
}

Result<void> ColumnarWriter::fill_list(const Columns& people, const FactColumns& fact, std::size_t& column,
                                       std::size_t first, std::size_t rows) {
  const auto fields = fact.fields.size();
  for (std::size_t p = 0; p < rows; ++p) {
    columns_[column].bytes[p] = people.complete(first + p, fact) ? 0 : 1;
    const auto list = people.rows(first + p, fact);
    if (list.size() > width_.rows)
      return fail(Code::too_large, "A person has more rows than the file has columns for.");
    columns_[column + 1].bytes[p] = static_cast<std::uint8_t>(list.size());
    for (std::size_t row = 0; row < list.size(); ++row)
      for (std::size_t i = 0; i < fields; ++i) {
        auto& to = columns_[column + 2 + row * fields + i];
        if (to.type == Type::days)
          to.days[p] = list[row][i];
        else
          to.bytes[p] = static_cast<std::uint8_t>(list[row][i]);
      }
  }
  column += 2 + width_.rows * fields;
  return {};
}

ColumnarIntervals::ColumnarIntervals(std::ostream& out, const Plan& plan, bool whole)
    : out_(out), plan_(plan), whole_(whole) {
  Column name{"name", Type::words, {}, {}, {}};
  for (const auto& output : plan.outputs()) name.words.push_back(output.name);
  if (name.words.size() > unknown_word) name.words.resize(unknown_word);
  columns_ = {{"person", Type::days, {}, {}, {}},
              {"right", Type::words, {"owed", "immune from"}, {}, {}},
              std::move(name),
              {"bound", Type::words, {"certain", "possible"}, {}, {}},
              {"from", Type::days, {}, {}, {}},
              {"until", Type::days, {}, {}, {}}};
  columnar::write_head(out_, columns_);
}

Result<void> ColumnarIntervals::add(const Columns& people, const Block& block) {
  if (plan_.outputs().size() > unknown_word)
    return fail(Code::unsupported, "A file of columns has at most 255 services and immunities.");
  for (std::size_t p = 0; p < block.size; ++p) {
    const auto at = block.first + p;
    const auto person = at < people.lines.size() ? people.lines[at] : static_cast<std::int64_t>(at) + 1;
    if (person > never_day) return fail(Code::too_large, "A file of columns has at most a thousand million persons.");
    for (std::size_t output = 0; output < plan_.outputs().size(); ++output) {
      if (plan_.outputs()[output].paid() || (plan_.outputs()[output].whole && !whole_)) continue;
      const auto days = block.days(p, output);
      add_days(person, output, 0, days.certain);
      if (!days.exact()) add_days(person, output, 1, days.possible);
    }
  }
  if (!out_) return fail(Code::storage_full, "The results cannot be written.");
  return {};
}

void ColumnarIntervals::add_days(std::int64_t person, std::size_t output, std::uint8_t bound, const DaySet& days) {
  for (const auto& i : days.intervals()) {
    columns_[0].days.push_back(static_cast<std::int32_t>(person));
    columns_[1].bytes.push_back(plan_.outputs()[output].immunity ? 1 : 0);
    columns_[2].bytes.push_back(static_cast<std::uint8_t>(output));
    columns_[3].bytes.push_back(bound);
    columns_[4].days.push_back(i.begin.number);
    columns_[5].days.push_back(i.end.number);
    if (columns_[0].days.size() == columnar::most_rows) flush();
  }
}

void ColumnarIntervals::flush() {
  if (columns_[0].days.empty()) return;
  columnar::write_block(out_, columns_, columns_[0].days.size());
  for (auto& column : columns_) {
    column.days.clear();
    column.bytes.clear();
  }
}

void ColumnarIntervals::finish() {
  flush();
  columnar::write_block(out_, columns_, 0);
}

}  // namespace nwd::population
