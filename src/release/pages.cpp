#include "release/pages.h"

#include "casework/pages.h"
#include "casework/pages_notes.h"
#include "casework/pages_parts.h"
#include "release/pages_routes.h"
#include "ui/components.h"

namespace nwd::release {

using ui::Html;
using ui::tag;

Result<void> add_pages(const PageKitPtr& kit) {
  PageRoutes routes(kit);
  add_sharing_pages(routes);
  add_grant_pages(routes);
  add_shared_pages(routes);
  add_rules_pages(routes);
  add_copy_pages(routes);
  add_mandated_pages(routes);
  return routes.done();
}

std::string sharing_path(CaseId id) { return casework::case_path(id) + "/sharing"; }
std::string stop_path(ReleaseId id) { return "/s/" + id.text() + "/stop"; }
std::string shared_path(ReleaseId id) { return "/shared/" + id.text(); }

std::string purpose_words(ui::Say say, Purpose purpose) {
  return say("share-for-" + std::to_string(static_cast<int>(purpose)));
}

std::string covered_words(ui::Say say, const Release& release) {
  if (release.of_packet()) return say("share-packet");
  std::string words;
  for (const auto part : release.compartments.list()) {
    if (!words.empty()) words += ", ";
    words += casework::part_name(say, part);
  }
  return words;
}

Html agreed_view(const std::string& language, const std::string& text) {
  Html lines;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (!line.empty()) lines.add(casework::paragraph(line));
  }
  return tag("div", {{"class", "govuk-inset-text"}, {"lang", language}}, lines);
}

}  // namespace nwd::release
