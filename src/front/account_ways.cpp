// The ways to sign in, as rows of the account's page.
#include <algorithm>

#include "access/credential.h"
#include "front/account.h"
#include "ui/components.h"

namespace nwd::front {

using access::Kind;

namespace {

struct Action {
  std::string_view href;
  std::string_view words;
};

ui::SummaryRow row_of(const Visit& visit, std::string_view key, std::string_view what,
                      const std::vector<Action>& actions) {
  ui::SummaryRow row{.key = visit.say(key), .value = what};
  for (const auto& action : actions)
    row.actions.push_back(ui::RowAction{
        .href = std::string(action.href), .content = visit.say(action.words), .hidden_text = visit.say(key)});
  return row;
}

ui::SummaryRow app_row(const Visit& visit, const Standing& standing) {
  const auto* app = standing.way(Kind::totp);
  if (app == nullptr) return row_of(visit, "way-app", visit.say("way-none"), {{"/account/app", "way-set-up"}});
  return row_of(visit, "way-app", last_used(visit, *app),
                {{"/account/app", "way-app-other"}, {"/account/app/remove", "way-remove"}});
}

ui::SummaryRow passkeys_row(const Visit& visit, const Standing& standing) {
  const auto count = std::count_if(standing.ways.begin(), standing.ways.end(),
                                   [](const auto& one) { return one.kind == Kind::passkey; });
  const std::string what = count == 0 ? visit.say("way-none") : visit.say("way-passkeys-count", {{"count", count}});
  return row_of(visit, "way-passkeys", what, {{"/account/passkeys", "way-passkeys-see"}});
}

ui::SummaryRow paper_row(const Visit& visit, const Standing& standing) {
  const auto* paper = standing.way(Kind::recovery_code);
  if (paper == nullptr)
    return row_of(visit, "way-paper", visit.say("way-none"), {{"/account/paper-code", "way-paper-make"}});
  const std::string made = visit.moment(paper->added);
  const std::string tried = paper->used ? visit.moment(*paper->used) : "";
  const std::string words =
      paper->used ? visit.say("way-paper-tried", {{"made", std::string_view(made)}, {"tried", std::string_view(tried)}})
                  : visit.say("way-paper-made", {{"made", std::string_view(made)}});
  return row_of(visit, "way-paper", words,
                {{"/account/paper-code/try", "way-paper-try"}, {"/account/paper-code", "way-paper-new"}});
}

ui::SummaryRow provider_row(const Visit& visit, const Standing& standing) {
  return row_of(visit, "way-provider", visit.say(standing.provider_linked ? "way-provider-linked" : "way-none"),
                {{"/account/provider", "way-provider-see"}});
}

}  // namespace

std::string last_used(const Visit& visit, const access::Credential& way) {
  if (!way.used) return visit.say("way-not-used");
  const std::string at = visit.moment(*way.used);
  return visit.say("way-used", {{"at", std::string_view(at)}});
}

std::vector<ui::SummaryRow> rows_of_ways(const Visit& visit, const Standing& standing) {
  std::vector<ui::SummaryRow> rows;
  if (const auto* passphrase = standing.way(Kind::passphrase))
    rows.push_back(
        row_of(visit, "way-passphrase", last_used(visit, *passphrase), {{"/account/passphrase", "way-change"}}));
  rows.push_back(app_row(visit, standing));
  rows.push_back(passkeys_row(visit, standing));
  rows.push_back(paper_row(visit, standing));
  if (standing.provider) rows.push_back(provider_row(visit, standing));
  return rows;
}

}  // namespace nwd::front
