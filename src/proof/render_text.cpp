#include <fmt/format.h>

#include <algorithm>

#include "proof/render.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::Charter;
using charter::none;

namespace {

std::string services_words(const Charter& charter, const std::vector<charter::ServiceId>& ids) {
  std::string out;
  for (const auto id : ids) out += (out.empty() ? "" : ", ") + (id == none ? "immunity" : service_words(charter, id));
  return out;
}

std::string dependence(const Charter& charter, const Verdict& v) {
  if (v.mentions.empty()) return {};
  std::string rules;
  for (const auto id : v.mentions) rules += (rules.empty() ? "" : ", ") + charter.rules[id].id;
  return fmt::format("      mentions: {}; depends: {}\n", rules, v.depends ? "yes" : "no");
}

std::string provision_words(const Charter& charter, const Verdict& v) {
  if (v.provision == none) return {};
  const auto& p = charter.provisions[v.provision];
  std::string out =
      fmt::format("      provision: {} \"{}\"{}", p.modality == charter::Modality::shall ? "shall" : "may", p.text,
                  p.subject_to_appropriations ? ", subject to appropriations" : "");
  for (const auto source : p.cites) out += fmt::format(" [{}]", charter.sources[source].citation);
  return out + '\n';
}

std::string one(const Charter& charter, const Verdict& v, std::string_view file, std::string_view text) {
  auto out = fmt::format("{:<10}  {:<4} {}{}\n", name(v.status), v.standard, v.title, v.vacuous ? "  (vacuous)" : "");
  if (!v.reason.empty()) out += fmt::format("      {}\n", v.reason);
  if (v.counterexample) out += fmt::format("      {}\n", v.counterexample->sentence);
  if (v.counterexample) out += indented(v.counterexample->timeline, "        ");
  if (!v.fails_for.empty() && v.fails_for.front() != none) {
    out += fmt::format("      fails for: {}\n", services_words(charter, v.fails_for));
    if (!v.holds_for.empty()) out += fmt::format("      holds for: {}\n", services_words(charter, v.holds_for));
  }
  out += dependence(charter, v) + provision_words(charter, v);
  if (v.nearest && v.nearest->rule != none) {
    const auto at = charter::position_of(text, charter.rules[v.nearest->rule].span.begin);
    out += fmt::format("      {}:{}:{}: rule {}, `{}`\n", file, at.line, at.column, charter.rules[v.nearest->rule].id,
                       charter::name(v.nearest->clause));
  }
  if (v.suggestion)
    out +=
        fmt::format("      change: {}{}\n", v.suggestion->text, v.suggestion->enough ? " (With that it holds.)" : "");
  return out;
}

std::size_t count(std::span<const Verdict> all, Status status) {
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const Verdict& v) { return v.status == status; }));
}

std::string cell(std::span<const Verdict> verdicts, const std::string& standard) {
  for (const auto& v : verdicts)
    if (v.shared && v.standard == standard)
      return v.vacuous ? "holds (vacuous)" : v.status == Status::fails ? "**fails**" : std::string(name(v.status));
  return {};
}

}  // namespace

std::string render_text(const Charter& charter, std::span<const Verdict> all, std::string_view file,
                        std::string_view text) {
  std::string out = charter.title + "\n\n";
  for (const auto& v : all) out += one(charter, v, file, text);
  out += fmt::format("\n{} standards: {} hold, {} fail, {} not stated, {} unknown.\n", all.size(),
                     count(all, Status::holds), count(all, Status::fails), count(all, Status::not_stated),
                     count(all, Status::unknown));
  const auto spoken = std::find_if(all.begin(), all.end(), [](const Verdict& v) { return !v.scope.empty(); });
  if (spoken != all.end()) out += fmt::format("Of {}.\n", spoken->scope);
  return out;
}

std::string render_table(std::span<const Proved> all) {
  std::string head = "| | standard |";
  std::string line = "|---|---|";
  for (const auto& p : all) {
    head += fmt::format(" {} |", p.charter->id);
    line += "---|";
  }
  std::string out = head + '\n' + line + '\n';
  if (all.empty()) return out;
  for (const auto& v : all.front().verdicts) {
    if (!v.shared) continue;
    out += fmt::format("| {} | {} |", v.standard, v.title);
    for (const auto& p : all) out += fmt::format(" {} |", cell(p.verdicts, v.standard));
    out += '\n';
  }
  return out;
}

int exit_status(std::span<const Verdict> all) {
  constexpr int findings = 3;
  return count(all, Status::holds) == all.size() ? 0 : findings;
}

}  // namespace nwd::proof
