#include "drafting/room.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "casework/pages_parts.h"
#include "charter/token.h"
#include "drafting/changes.h"
#include "drafting/verdicts.h"
#include "ui/components.h"

namespace nwd::drafting {

using ui::Html;
using ui::tag;

Result<Found> Room::verdicts(access::MemberId member, const std::string& text) {
  return desk.ask(member, verdicts_key(text), [text, each = for_each] { return verdicts_work(text, each); });
}

Result<Found> Room::changes(access::MemberId member, const std::string& before, const std::string& after) {
  return desk.ask(member, changes_key(before, after),
                  [before, after, each = for_each] { return changes_work(before, after, each); });
}

const std::vector<CarriedLaw>& carried_laws() {
  static const auto all = [] {
    std::vector<CarriedLaw> out;
    for (const auto name : charter::builtin_charters())
      if (const auto checked = charter::check(charter::builtin(name)); checked.charter)
        out.push_back({std::string(name), checked.charter->title, checked.charter->rules.size()});
    return out;
  }();
  return all;
}

std::string draft_path(const std::string& draft, std::string_view more) {
  return "/drafts/" + draft + std::string(more);
}

Html tabs(const Visit& visit, const std::string& draft, Tab current) {
  Html items;
  const auto item = [&](Tab tab, std::string_view words, const std::string& href) {
    ui::Attributes attributes{{"class", "govuk-link govuk-link--no-visited-state"}};
    attributes.href(href);
    if (tab == current) attributes.set("aria-current", "page");
    items.add(tag("li", {}, tag("a", attributes, words)));
  };
  item(Tab::charter, visit.say("drafting-tab-charter"), draft_path(draft));
  item(Tab::verdicts, visit.say("drafting-tab-verdicts"), draft_path(draft, "/verdicts"));
  item(Tab::person, visit.say("drafting-tab-person"), draft_path(draft, "/person"));
  item(Tab::compare, visit.say("drafting-tab-compare"), "/drafts/compare?after=" + draft);
  return tag("nav", {{"class", "nwd-menu nwd-tabs"}, {"aria-label", visit.say("drafting-tabs")}}, tag("ul", {}, items));
}

Html in_english(const ui::Content& content) { return tag("span", {{"lang", "en"}}, content.html()); }

// "housing > emergency" is message service-housing-emergency; a charter's own service is shown as the charter calls it.
std::string service_words(ui::Say say, const charter::Charter& charter, charter::ServiceId id) {
  const auto& path = charter.services[id].path;
  std::string key = "service";
  bool gap = true;
  for (const char c : path) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (plain && gap) key += '-';
    if (plain) key += c;
    gap = !plain;
  }
  return say.messages().has(say.locale(), key) ? say(key) : path;
}

std::string title_of(const Draft& draft, const std::optional<charter::Charter>& charter, ui::Say say) {
  if (!charter) return say("drafting-untitled");
  if (draft.builtin) return charter->title;
  return say("drafting-draft-of", {{"title", std::string_view(charter->title)}});
}

std::string line_anchor(std::uint32_t line) { return "line-" + std::to_string(line); }

std::string title_among(const Visit& visit, const Draft& draft) {
  const auto title = draft.title.empty() ? visit.say("drafting-untitled")
                                         : visit.say("drafting-draft-of", {{"title", std::string_view(draft.title)}});
  const auto moment = visit.moment(draft.since);
  return visit.say("drafting-since", {{"title", std::string_view(title)}, {"moment", std::string_view(moment)}});
}

Result<charter::Checked> Room::check(std::string_view text) {
  constexpr std::size_t quick = std::size_t{128} << 10U;
  constexpr int most_long_texts = 2;
  if (text.size() > charter::max_text_bytes) return fail(Code::too_large, "A charter is at most 4 MiB of text.");
  if (text.size() <= quick) return charter::check(text);
  const struct Place {
    std::atomic<int>& taken;
    const int number;
    explicit Place(std::atomic<int>& count) : taken(count), number(++count) {}
    ~Place() { --taken; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
  } place(long_texts_);
  if (place.number > most_long_texts)
    return fail(Code::busy, "Long charters are being read right now. Please try again in a moment.");
  return charter::check(text);
}

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '\n') starts_.push_back(static_cast<std::uint32_t>(i + 1));
}

std::uint32_t LineIndex::line(std::uint32_t offset) const {
  return static_cast<std::uint32_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) - starts_.begin());
}

std::size_t LineIndex::end_of(std::uint32_t line) const { return line < count() ? starts_[line] - 1 : text_.size(); }

std::string_view LineIndex::words(std::uint32_t line) const {
  return text_.substr(starts_[line - 1], end_of(line) - starts_[line - 1]);
}

std::uint32_t LineIndex::last_of(std::uint32_t line) const {
  const auto goes_on = [](std::string_view words) {
    return words.size() > 1 && (words[0] == ' ' || words[0] == '\t') && !trim(words).empty();
  };
  while (line < count() && (goes_on(words(line + 1)) || trim(words(line + 1)) == "}")) ++line;
  return line;
}

std::uint32_t LineIndex::comment_above(std::uint32_t line) const {
  while (line > 1 && words(line - 1).starts_with('#')) --line;
  return line;
}

std::string_view LineIndex::declaration(std::uint32_t line) const {
  const auto begin = starts_[line - 1];
  return text_.substr(begin, end_of(last_of(line)) - begin);
}

http::Response wait_page(const Visit& visit, const Draft& draft, const Found& found, Tab tab) {
  ui::Page page = visit.page("drafting-title");
  const auto so_far = found.of == 0 ? visit.say("drafting-wait-begun")
                                    : visit.say("drafting-wait-far", {{"done", static_cast<std::int64_t>(found.done)},
                                                                      {"of", static_cast<std::int64_t>(found.of)}});
  page.body = join(casework::heading(visit.say("drafting-wait")), tabs(visit, draft.id, tab),
                   casework::paragraph(so_far), casework::hint(visit.say("drafting-wait-hint")));
  std::string state = visit.path();
  const auto question = state.find('?');
  state.insert(std::min(question, state.size()), "/state");
  page.live = ui::Live{state, casework::state_etag(std::to_string(found.done))};
  page.back_href = "/drafts";
  return casework::answer(page);
}

http::Response unless_found(const Visit& visit, const Found& found) {
  return casework::unless_changed(visit, found.complete ? "complete" : std::to_string(found.done));
}

}  // namespace nwd::drafting
