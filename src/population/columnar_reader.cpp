#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "population/columnar.h"

namespace nwd::population {
namespace {

using charter::FactType;
using columnar::Column;
using columnar::Type;

constexpr std::size_t most_slots_of_file = 64;

bool is_day(std::int32_t v, bool may_be_never) {
  return v == unknown_day || (v == never_day && may_be_never) || (v >= first_day.number && v <= last_day.number);
}

// " 2 from" as 1 and "from"; none if it is nothing of the kind.
std::optional<std::pair<std::size_t, std::string_view>> numbered(std::string_view rest, std::size_t most) {
  if (!rest.starts_with(' ')) return std::nullopt;
  rest.remove_prefix(1);
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  if (problem != std::errc() || number < 1 || number > most || !rest.starts_with(' ')) return std::nullopt;
  return std::pair(number - 1, rest.substr(1));
}

}  // namespace

ColumnarReader::ColumnarReader(SchemaPtr schema) : schema_(std::move(schema)), screen_(*schema_), batch_(schema_) {}

ColumnarReader::Target ColumnarReader::named(const Column& column) const {
  const std::string_view name = column.name;
  for (const auto& fact : schema_->facts()) {
    if (!name.starts_with(fact.self.name)) continue;
    const auto rest = name.substr(fact.self.name.size());
    const auto found = fact.self.type == FactType::list ? of_list(fact, rest)
                       : fact.states.empty()            ? of_value(fact, rest)
                                                        : of_states(fact, rest);
    if (found.kind != Kind::unused) return found;
  }
  return {};
}

ColumnarReader::Target ColumnarReader::of_value(const FactColumns& fact, std::string_view rest) {
  if (!rest.empty()) return {};
  return {.kind = fact.self.type == FactType::choice ? Kind::word : Kind::date, .fact = &fact};
}

// " education 1 from"
ColumnarReader::Target ColumnarReader::of_states(const FactColumns& fact, std::string_view rest) {
  for (const auto& state : fact.states) {
    const std::string service = state.service.empty() ? "" : " " + state.service;
    if (!rest.starts_with(service)) continue;
    const auto bound = numbered(rest.substr(service.size()), most_slots_of_file);
    if (!bound || (bound->second != "from" && bound->second != "until")) continue;
    const auto kind = bound->second == "from" ? Kind::begin : Kind::end;
    return {.kind = kind, .fact = &fact, .state = &state, .number = bound->first};
  }
  return {};
}

// "", " rows", " 2 opened"
ColumnarReader::Target ColumnarReader::of_list(const FactColumns& fact, std::string_view rest) {
  if (rest.empty()) return {.kind = Kind::complete, .fact = &fact};
  if (rest == " rows") return {.kind = Kind::count, .fact = &fact};
  const auto row = numbered(rest, charter::max_rows);
  if (!row) return {};
  for (std::size_t i = 0; i < fact.fields.size(); ++i)
    if (row->second == fact.fields[i].field.name)
      return {.kind = Kind::field, .fact = &fact, .number = row->first, .field = i};
  return {};
}

// The file's words are not the charter's in number or order. A word that the charter lacks becomes no_row, which no
// file can say otherwise, and sets the row aside.
void ColumnarReader::translate(const Column& column, Target& target) {
  target.words.fill(no_row);
  target.words[unknown_word] = unknown_word;
  static const std::vector<std::string> completeness{"complete", "incomplete"};
  const auto& known = target.kind == Kind::complete ? completeness
                      : target.kind == Kind::field  ? target.fact->fields[target.field].field.choices
                                                    : target.fact->self.choices;
  for (std::size_t i = 0; i < column.words.size(); ++i) {
    const auto at = std::find(known.begin(), known.end(), column.words[i]);
    if (at != known.end()) target.words[i] = static_cast<std::uint8_t>(at - known.begin());
  }
}

Result<ColumnarReader::Target> ColumnarReader::target(const Column& column) {
  Target out;
  if (column.name == "region")
    out.kind = Kind::region;
  else
    out = named(column);
  if (out.kind == Kind::unused) {
    report_->columns_set_aside.push_back(column.name.substr(0, 80));
    return out;
  }
  const bool choice = out.kind == Kind::field && !is_date(out.fact->fields[out.field].field.type);
  const bool words = out.kind == Kind::word || out.kind == Kind::complete || out.kind == Kind::region || choice;
  const auto wanted = words ? Type::words : out.kind == Kind::count ? Type::counts : Type::days;
  if (column.type != wanted)
    return fail(Code::invalid, fmt::format("The column \"{}\" is of another type than the fact.", column.name));
  if (out.kind == Kind::region)
    regions_.insert(regions_.end(), column.words.begin(), column.words.end());
  else if (words)
    translate(column, out);
  return out;
}

Result<void> ColumnarReader::read(std::istream& in, Report& report, const EachBatch& each,
                                  const EachProgress& progress) {
  report_ = &report;
  NWD_TRY(auto columns, columnar::read_head(in));
  for (const auto& column : columns) {
    NWD_TRY(const auto next, target(column));
    targets_.push_back(next);
  }
  note_missing();
  std::size_t row_bytes = 0;
  for (const auto& column : columns) row_bytes += column.type == Type::days ? sizeof(std::int32_t) : 1;
  for (;;) {
    NWD_TRY(const auto rows, columnar::read_block(in, columns));
    if (rows == 0) return {};
    batch_.resize(rows);
    taken_ = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      ++report.rows;
      if (const auto taken = take_person(columns, row); taken) {
        ++taken_;
      } else {
        report.set_row_aside(report.rows, taken.error().message);
        batch_.forget(taken_);
      }
    }
    batch_.resize(taken_);
    if (taken_ > 0) NWD_CHECK(each(batch_));
    batch_.clear();
    if (progress) NWD_CHECK(progress({report.rows, report.rows * static_cast<std::int64_t>(row_bytes)}));
  }
}

void ColumnarReader::note_missing() {
  for (const auto& fact : schema_->facts()) {
    const bool there = std::any_of(targets_.begin(), targets_.end(),
                                   [&](const Target& t) { return t.kind != Kind::unused && t.fact == &fact; });
    if (!there && fact.self.type != FactType::list) report_->facts_without_column.push_back(fact.self.name);
  }
}

Result<void> ColumnarReader::take_person(const std::vector<Column>& columns, std::size_t row) {
  days_.clear();
  lists_.clear();
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (const auto taken = take_value(columns[i], targets_[i], row); !taken)
      return fail(Code::invalid, columns[i].name.substr(0, 80) + " " + taken.error().message);
  NWD_CHECK(take_states());
  NWD_CHECK(take_lists());
  if (const auto wrong = screen_.impossible(batch_, taken_); !wrong.empty())
    return fail(Code::invalid, std::string(wrong));
  batch_.lines.resize(taken_ + 1);
  batch_.lines[taken_] = report_->rows;
  return {};
}

Result<void> ColumnarReader::take_value(const Column& column, const Target& target, std::size_t row) {
  const auto day = column.type == Type::days ? column.days[row] : 0;
  const auto byte = column.type == Type::days ? std::uint8_t{0} : column.bytes[row];
  const auto word = target.words[byte];
  const auto no_word = [&] { return fail(Code::invalid, "is none of its words"); };
  switch (target.kind) {
    case Kind::unused: return {};
    case Kind::date:
      if (!is_day(day, target.fact->self.type == FactType::maybe_date)) return fail(Code::invalid, "is no date");
      batch_.days(target.fact->column)[taken_] = day;
      return {};
    case Kind::word:
      if (word == no_row) return no_word();
      batch_.bytes(target.fact->column)[taken_] = word;
      return {};
    case Kind::begin:
    case Kind::end: {
      if (!is_day(day, true) && day != past) return fail(Code::invalid, "is no date");
      auto& intervals = days_[target.state];
      if (intervals.size() <= target.number) intervals.resize(target.number + 1, {distant_future, distant_future});
      (target.kind == Kind::begin ? intervals[target.number].begin : intervals[target.number].end) = Day{day};
      return {};
    }
    case Kind::count:
      if (byte > charter::max_rows) return fail(Code::invalid, "is more than 16");
      lists_[target.fact].count = byte;
      return {};
    case Kind::field: {
      auto& rows = lists_[target.fact].rows;
      if (rows.size() <= target.number) rows.resize(target.number + 1, unknown_row(*target.fact));
      const auto type = target.fact->fields[target.field].field.type;
      rows[target.number][target.field] = is_date(type) ? day : std::int32_t{word};
      return {};
    }
    case Kind::complete:
      if (word == no_row) return no_word();
      if (word == 1) batch_.set_incomplete(taken_, *target.fact);
      return {};
    case Kind::region:
      if (byte != unknown_word && byte >= column.words.size()) return no_word();
      batch_.regions.resize(taken_ + 1);
      batch_.regions[taken_] = byte == unknown_word ? std::uint16_t{0} : static_cast<std::uint16_t>(byte + 1);
      return {};
  }
  return {};
}

// Once a fact's column is there, sets without one are never.
Result<void> ColumnarReader::take_states() {
  for (const auto& target : targets_) {
    if (target.kind != Kind::begin && target.kind != Kind::end) continue;
    for (const auto& state : target.fact->states)
      if (!days_.contains(&state)) batch_.set_state(taken_, state, {});
  }
  for (const auto& [state, intervals] : days_) {
    const auto unknown = [](const DayInterval& i) {
      return i.begin.number == unknown_day || i.end.number == unknown_day;
    };
    if (std::any_of(intervals.begin(), intervals.end(), unknown)) {
      batch_.set_unknown(taken_, *state);
      continue;
    }
    for (const auto& i : intervals)
      if (i.end < i.begin) return fail(Code::invalid, state->service + " has an interval that ends before it begins");
    batch_.set_state(taken_, *state, DaySet::of(intervals));
  }
  return {};
}

Result<void> ColumnarReader::take_lists() {
  for (auto& [fact, list] : lists_) {
    if (list.count > list.rows.size()) list.rows.resize(list.count, unknown_row(*fact));
    for (std::size_t row = 0; row < list.count; ++row) {
      for (std::size_t i = 0; i < fact->fields.size(); ++i) {
        const auto& field = fact->fields[i].field;
        const auto value = list.rows[row][i];
        const bool good = is_date(field.type) ? is_day(value, field.type == FactType::maybe_date) : value != no_row;
        if (!good) return fail(Code::invalid, field.name + " of a row is none that it can be");
      }
      NWD_CHECK(batch_.add_row(taken_, *fact, list.rows[row]));
    }
  }
  return {};
}

}  // namespace nwd::population
