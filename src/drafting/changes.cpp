#include "drafting/changes.h"

#include <algorithm>

#include "base/text.h"
#include "drafting/drafts.h"

namespace nwd::drafting {

namespace {

using Kind = ChangedLine::Kind;
using Lines = std::vector<std::string_view>;

constexpr std::size_t most_cells = 4'000'000;  // of the table below
constexpr std::size_t around = 2;              // lines shown about a change

class ChangesWork : public Work {
 public:
  ChangesWork(std::string before, std::string after, std::chrono::milliseconds for_each)
      : before_(std::move(before)), after_(std::move(after)) {
    options_.timeout = for_each;
  }

  Found step() override {
    auto before = charter::check(before_);
    auto after = charter::check(after_);
    if (!before.charter || !after.charter)
      return {.complete = true, .error = Error{Code::invalid, "A charter has errors. Mend them first.", ""}};
    const auto charters =
        std::make_shared<const TwoCharters>(TwoCharters{*std::move(before.charter), *std::move(after.charter)});
    auto all = proof::differences(charters->before, charters->after, options_);
    if (!all) return {.complete = true, .error = all.error()};
    return {.done = 1,
            .of = 1,
            .complete = true,
            .changes = std::make_shared<const Changes>(Changes{charters, *std::move(all)})};
  }

  Found give_up() override {
    return {.complete = true, .error = Error{Code::timed_out, "There was no time to compare these charters.", ""}};
  }

 private:
  const std::string before_, after_;
  proof::DifferenceOptions options_;
};

// The longest common lines, by the table of lengths of what is common from (i, j) on.
std::vector<ChangedLine> compared(const Lines& a, const Lines& b) {
  const std::size_t wide = b.size() + 1;
  std::vector<std::uint32_t> longest((a.size() + 1) * wide);
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      longest[i * wide + j] = a[i] == b[j] ? longest[(i + 1) * wide + j + 1] + 1
                                           : std::max(longest[(i + 1) * wide + j], longest[i * wide + j + 1]);
  std::vector<ChangedLine> out;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      out.push_back({Kind::same, a[i]});
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && longest[(i + 1) * wide + j] >= longest[i * wide + j + 1])) {
      out.push_back({Kind::removed, a[i++]});
    } else {
      out.push_back({Kind::added, b[j++]});
    }
  }
  return out;
}

std::vector<ChangedLine> near_changes(const std::vector<ChangedLine>& all) {
  std::vector<ChangedLine> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(i - std::min(i, around));
    const auto to = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), i + around + 1));
    if (std::any_of(from, to, [](const auto& line) { return line.kind != Kind::same; }))
      out.push_back(all[i]);
    else if (!out.empty() && out.back().kind != Kind::left_out)
      out.push_back({Kind::left_out});
  }
  if (!out.empty() && out.back().kind == Kind::left_out) out.pop_back();
  return out;
}

}  // namespace

std::string changes_key(std::string_view before, std::string_view after) {
  return "changes " + text_key(before) + " " + text_key(after);
}

std::unique_ptr<Work> changes_work(std::string before, std::string after, std::chrono::milliseconds for_each) {
  return std::make_unique<ChangesWork>(std::move(before), std::move(after), for_each);
}

std::optional<std::vector<ChangedLine>> changed_lines(std::string_view before, std::string_view after) {
  Lines a = split(before, '\n');
  Lines b = split(after, '\n');
  const auto begin = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const auto most = std::min(a.size(), b.size()) - begin;
  std::size_t end = 0;
  while (end < most && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.end() - static_cast<std::ptrdiff_t>(end));
  };
  const auto from = middle(a);
  const auto to = middle(b);
  if ((from.size() + 1) * (to.size() + 1) > most_cells) return std::nullopt;
  std::vector<ChangedLine> all;
  for (auto i = begin - std::min(begin, around + 1); i < begin; ++i) all.push_back({Kind::same, a[i]});
  const auto changed = compared(from, to);
  all.insert(all.end(), changed.begin(), changed.end());
  for (auto i = a.size() - end; i < std::min(a.size(), a.size() - end + around); ++i) all.push_back({Kind::same, a[i]});
  return near_changes(all);
}

}  // namespace nwd::drafting
