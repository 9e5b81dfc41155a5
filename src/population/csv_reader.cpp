#include "population/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "population/cells.h"
#include "population/tally.h"

namespace nwd::population {
namespace {

using charter::FactType;

constexpr std::size_t longest_id = 64;      // bytes
constexpr std::size_t longest_region = 64;  // bytes
constexpr std::size_t chunk_bytes = std::size_t{1} << 18U;

bool may_be_never(const charter::Field& field) { return field.type == FactType::maybe_date; }

}  // namespace

CsvReader::CsvReader(SchemaPtr schema) : schema_(std::move(schema)), screen_(*schema_), batch_(schema_) {}

Result<void> CsvReader::read(std::istream& in, Report& report, const EachBatch& each, const EachProgress& progress) {
  report_ = &report;
  csv::Reader reader;
  std::string chunk(chunk_bytes, '\0');
  Progress so_far;
  const auto row = [&](const csv::Row& r) { return take(r, each); };
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0) {
    const auto got = static_cast<std::size_t>(in.gcount());
    NWD_CHECK(reader.read(std::string_view(chunk).substr(0, got), row));
    so_far.bytes += static_cast<std::int64_t>(got);
    so_far.rows = report.rows;
    if (progress) NWD_CHECK(progress(so_far));
  }
  if (in.bad()) return fail(Code::unavailable, "The population cannot be read to its end.");
  NWD_CHECK(reader.finish(row));
  if (!has_header_) return fail(Code::invalid, "The population has no first row that names its columns.");
  return flush(each);
}

Result<void> CsvReader::take(const csv::Row& row, const EachBatch& each) {
  if (!has_header_) return take_header(row);
  ++report_->rows;
  if (!row.problem.empty()) {
    report_->set_row_aside(row.line, std::string(row.problem));
    return {};
  }
  if (taken_ == batch_.size()) batch_.resize(std::clamp(2 * taken_, block_size, batch_size));
  if (const auto taken = take_person(row); !taken) {
    if (taken.error().code != Code::invalid) return fail(taken.error());
    report_->set_row_aside(row.line, taken.error().message);
    batch_.forget(taken_);
    return {};
  }
  if (++taken_ == batch_size) return flush(each);
  return {};
}

Result<void> CsvReader::take_header(const csv::Row& row) {
  if (!row.problem.empty()) return fail(Code::invalid, fmt::format("The first row is no header: {}", row.problem));
  NWD_TRY(const auto header, csv::Header::of(row));
  for (const auto field : row.fields) {
    names_.emplace_back(trim(field));
    targets_.push_back(target(names_.back()));
    if (targets_.back().kind == Kind::unused) report_->columns_set_aside.push_back(names_.back().substr(0, 80));
  }
  note_missing();
  has_header_ = true;
  return {};
}

CsvReader::Target CsvReader::target(std::string_view name) const {
  if (name == "person") return {Kind::person};
  if (name == "region") return {Kind::region};
  for (const auto& fact : schema_->facts()) {
    if (!name.starts_with(fact.self.name)) continue;
    if (name == fact.self.name && fact.self.type != FactType::state_per_service) return whole_target(fact);
    if (const auto part = fact.self.type == FactType::list ? row_target(name, fact) : service_target(name, fact); part)
      return *part;
  }
  return {};
}

CsvReader::Target CsvReader::whole_target(const FactColumns& fact) {
  switch (fact.self.type) {
    case FactType::choice: return {Kind::word, &fact};
    case FactType::list: return {Kind::complete, &fact};
    case FactType::state: return {Kind::states, &fact, {&fact.states[0]}};
    default: return {Kind::date, &fact};
  }
}

// "needs housing > mental", or "needs housing" for all its parts
std::optional<CsvReader::Target> CsvReader::service_target(std::string_view name, const FactColumns& fact) {
  if (fact.self.type != FactType::state_per_service || !name.starts_with(fact.self.name + " ")) return std::nullopt;
  const auto service = name.substr(fact.self.name.size() + 1);
  Target out{Kind::states, &fact};
  for (const auto& state : fact.states)
    if (state.service == service || state.service.starts_with(std::string(service) + " > "))
      out.states.push_back(&state);
  if (out.states.empty()) return std::nullopt;
  return out;
}

// "action 2 opened"
std::optional<CsvReader::Target> CsvReader::row_target(std::string_view name, const FactColumns& list) {
  if (!name.starts_with(list.self.name + " ")) return std::nullopt;
  const auto rest = name.substr(list.self.name.size() + 1);
  std::size_t row = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), row);
  if (problem != std::errc() || row < 1 || row > charter::max_rows) return std::nullopt;
  const auto field = rest.substr(static_cast<std::size_t>(end - rest.data()));
  for (std::size_t i = 0; i < list.fields.size(); ++i)
    if (field == " " + list.fields[i].field.name) return Target{Kind::row, &list, {}, row - 1, i};
  return std::nullopt;
}

// A list without columns is empty, and a service that no column needs is never needed if another one is.
void CsvReader::note_missing() {
  for (const auto& fact : schema_->facts()) {
    const bool there = std::any_of(targets_.begin(), targets_.end(), [&](const Target& t) { return t.fact == &fact; });
    if (!there && fact.self.type != FactType::list) report_->facts_without_column.push_back(fact.self.name);
  }
}

Result<void> CsvReader::take_person(const csv::Row& row) {
  if (row.fields.size() != targets_.size())
    return fail(Code::invalid, fmt::format("has {} cells instead of {}", row.fields.size(), targets_.size()));
  const auto person = taken_;
  for (const auto& target : targets_)
    if (target.kind == Kind::states)
      for (const auto& state : target.fact->states) batch_.set_state(person, state, {});
  lists_.clear();
  for (std::size_t i = 0; i < targets_.size(); ++i)
    if (const auto taken = take_cell(person, targets_[i], trim(row.fields[i])); !taken)
      return fail(taken.error().code, names_[i].substr(0, 80) + " " + taken.error().message);
  NWD_CHECK(add_rows(person));
  if (const auto wrong = screen_.impossible(batch_, person); !wrong.empty())
    return fail(Code::invalid, std::string(wrong));
  batch_.lines.resize(person + 1);
  batch_.lines[person] = row.line;
  return {};
}

Result<void> CsvReader::take_cell(std::size_t person, const Target& target, std::string_view cell) {
  switch (target.kind) {
    case Kind::unused: return {};
    case Kind::person:
      if (cell.size() > longest_id) return fail(Code::invalid, "is longer than 64 bytes");
      batch_.ids.resize(person + 1);
      batch_.ids[person] = cell;
      return {};
    case Kind::region: return take_region(person, cell);
    case Kind::date: {
      NWD_TRY(batch_.days(target.fact->column)[person], day_cell(cell, may_be_never(target.fact->self)));
      return {};
    }
    case Kind::word: {
      NWD_TRY(batch_.bytes(target.fact->column)[person], word_cell(cell, target.fact->self.choices));
      return {};
    }
    case Kind::states: return take_states(person, target, cell);
    case Kind::row: return take_row_cell(target, cell);
    case Kind::complete:
      if (cell == "incomplete") batch_.set_incomplete(person, *target.fact);
      if (!cell.empty() && cell != "complete" && cell != "incomplete")
        return fail(Code::invalid, "is neither complete nor incomplete");
      return {};
  }
  return {};
}

// A part that is needed both by itself and with the whole is needed on the days of either.
Result<void> CsvReader::take_states(std::size_t person, const Target& target, std::string_view cell) {
  NWD_TRY(const auto days, days_cell(cell));
  for (const auto* state : target.states) {
    if (!days || batch_.state_unknown(person, *state))
      batch_.set_unknown(person, *state);
    else
      batch_.set_state(person, *state, batch_.state(person, *state) | *days);
  }
  return {};
}

Result<void> CsvReader::take_row_cell(const Target& target, std::string_view cell) {
  auto& list = lists_[target.fact];
  if (list.rows.size() <= target.row) {
    list.rows.resize(target.row + 1, unknown_row(*target.fact));
    list.there.resize(target.row + 1);
  }
  if (cell.empty()) return {};
  list.there[target.row] = true;
  const auto& field = target.fact->fields[target.field].field;
  auto& value = list.rows[target.row][target.field];
  if (field.type == FactType::choice) {
    NWD_TRY(value, word_cell(cell, field.choices));
  } else {
    NWD_TRY(value, day_cell(cell, may_be_never(field)));
  }
  return {};
}

Result<void> CsvReader::add_rows(std::size_t person) {
  for (const auto& [fact, list] : lists_)
    for (std::size_t row = 0; row < list.rows.size(); ++row)
      if (list.there[row]) NWD_CHECK(batch_.add_row(person, *fact, list.rows[row]));
  return {};
}

Result<void> CsvReader::take_region(std::size_t person, std::string_view cell) {
  if (cell.size() > longest_region) return fail(Code::invalid, "is longer than 64 bytes");
  batch_.regions.resize(person + 1);
  if (blank(cell)) return {};
  auto found = region_numbers_.find(cell);
  if (found == region_numbers_.end()) {
    if (regions_.size() == most_regions) return fail(Code::too_large, "has more values than can be added up by");
    found = region_numbers_.emplace(cell, static_cast<std::uint16_t>(regions_.size())).first;
    regions_.emplace_back(cell);
  }
  batch_.regions[person] = found->second;
  return {};
}

Result<void> CsvReader::flush(const EachBatch& each) {
  batch_.resize(taken_);
  taken_ = 0;
  if (batch_.size() > 0) NWD_CHECK(each(batch_));
  batch_.clear();
  return {};
}

}  // namespace nwd::population
