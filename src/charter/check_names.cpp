#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "charter/checker.h"
#include "charter/spelling.h"

namespace nwd::charter {

namespace {

// The word of the grammar that stands between two parts, if `word` looks like one.
std::optional<std::string_view> joint_for(std::string_view word) {
  static constexpr std::string_view words[] = {"until", "while",  "unless", "start", "during", "before", "when",
                                               "keyed", "funded", "from",   "after", "and",    "or",     "is"};
  if (word == "plus") return "+";
  if (word == "minus") return "-";
  return closest(word, words);
}

}  // namespace

// A state; a fact; or a fact held per service followed by the service: `needs housing`.
std::optional<Checker::Meaning> Checker::meaning(const std::string& name) const {
  if (const auto state = states_declared_.find(name); state != states_declared_.end())
    return Meaning{state_ids_[state->second], none, none};
  if (const auto fact = facts_.find(name); fact != facts_.end()) return Meaning{none, fact->second, none};
  for (auto cut = name.find(' '); cut != std::string::npos; cut = name.find(' ', cut + 1)) {
    const auto fact = facts_.find(name.substr(0, cut));
    if (fact == facts_.end() || charter_.facts[fact->second].self.type != FactType::state_per_service) continue;
    const auto service = find_service(std::string_view(name).substr(cut + 1));
    if (service < none - 1) return Meaning{none, fact->second, service};
  }
  return std::nullopt;
}

void Checker::unknown(const char* code, const syntax::Name& name, const std::string& what,
                      const std::vector<std::string_view>& candidates) {
  auto& d = diagnostics_.error(code, name.span, fmt::format("there is no {} `{}`", what, name.text.substr(0, 80)));
  if (const auto meant = closest(name.text, candidates))
    suggest(d, name.span, std::string(*meant));
  else if (!candidates.empty() && candidates.size() <= 12)
    d.notes.push_back(fmt::format("there are: {}", fmt::join(candidates, ", ")));
}

void Checker::unknown_name(const syntax::Name& name, const std::string& text) {
  if (broken_.contains(text)) return;
  std::vector<std::string_view> candidates;
  for (const auto& [known, place] : states_declared_) candidates.push_back(known);
  for (const auto& fact : charter_.facts) candidates.push_back(fact.self.name);
  std::sort(candidates.begin(), candidates.end());
  auto& d = diagnostics_.error("C0301", name.span, fmt::format("there is no state or fact `{}`", text.substr(0, 80)));
  if (const auto meant = closest(text, candidates)) return suggest(d, name.span, std::string(*meant));
  // Perhaps a known name and then a misspelt word of the grammar: "minor untill recovered".
  for (auto cut = text.find(' '); cut != std::string::npos; cut = text.find(' ', cut + 1)) {
    if (text != name.text || !meaning(text.substr(0, cut))) continue;
    const auto next = text.substr(cut + 1, text.find(' ', cut + 1) - cut - 1);
    const auto begin = name.span.begin + static_cast<std::uint32_t>(cut + 1);
    const bool single_blanks = name.span.end - name.span.begin == text.size();
    if (const auto meant = joint_for(next); meant && single_blanks)
      return suggest(d, {begin, begin + static_cast<std::uint32_t>(next.size())}, std::string(*meant));
  }
}

ServiceId Checker::find_service(std::string_view path) const {
  const auto last = path.rfind(" > ");
  const auto name = std::string(last == std::string_view::npos ? path : path.substr(last + 3));
  const auto known = services_.find(name);
  if (known == services_.end()) return none;
  ServiceId found = none;
  for (const auto id : known->second) {
    const std::string& full = charter_.services[id].path;
    if (full == path) return id;
    const bool tail = full.size() > path.size() + 3 && full.ends_with(path) &&
                      std::string_view(full).substr(full.size() - path.size() - 3, 3) == " > ";
    if (tail) found = found == none ? id : none - 1;
  }
  return found;
}

ServiceId Checker::service(const syntax::ServicePath& path) {
  syntax::Name whole;
  for (const auto& part : path) {
    if (part.missing()) return none;
    whole.text += (whole.text.empty() ? "" : " > ") + part.text;
  }
  whole.span = {path.front().span.begin, path.back().span.end};
  const auto found = find_service(whole.text);
  if (found < none - 1) return found;
  std::vector<std::string_view> candidates;
  if (found == none) {
    for (const auto& service : charter_.services) {
      candidates.push_back(service.name);
      candidates.push_back(service.path);
    }
    unknown("C0303", whole, "service", candidates);
    return none;
  }
  auto& d = diagnostics_.error("C0304", whole.span, fmt::format("more than one service is called `{}`", whole.text));
  for (const auto id : services_[path.back().text]) candidates.push_back(charter_.services[id].path);
  d.notes.push_back(fmt::format("say which: {}", fmt::join(candidates, ", ")));
  return none;
}

void Checker::leaves(ServiceId root, std::vector<ServiceId>& out) const {
  if (charter_.services[root].leaf() && std::find(out.begin(), out.end(), root) == out.end()) out.push_back(root);
  for (const auto child : charter_.services[root].children) leaves(child, out);
}

std::uint32_t Checker::immunity(const syntax::Name& name) {
  if (name.missing()) return none;
  const auto found = immunities_.find(name.text);
  if (found != immunities_.end()) return found->second;
  if (library_) {
    immunities_.emplace(name.text, static_cast<std::uint32_t>(charter_.immunities.size()));
    charter_.immunities.push_back(name.text);
    return immunities_.at(name.text);
  }
  std::vector<std::string_view> candidates(charter_.immunities.begin(), charter_.immunities.end());
  unknown("C0306", name, "rule that makes anybody immune from", candidates);
  return none;
}

std::uint64_t Checker::choices(const Field& field, const std::vector<syntax::Name>& values) {
  std::uint64_t mask = 0;
  const std::vector<std::string_view> candidates(field.choices.begin(), field.choices.end());
  for (const auto& value : values) {
    const auto at = std::find(candidates.begin(), candidates.end(), value.text);
    if (at != candidates.end())
      mask |= std::uint64_t{1} << static_cast<unsigned>(at - candidates.begin());
    else if (!value.missing())
      unknown("C0307", value, fmt::format("value of `{}` called", field.name), candidates);
  }
  return mask;
}

}  // namespace nwd::charter
