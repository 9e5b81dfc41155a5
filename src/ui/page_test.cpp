#include "ui/page.h"

#include <gtest/gtest.h>

#include <regex>

#include "ui/assets.h"
#include "ui/components.h"
#include "ui/error_page.h"

namespace nwd::ui {
namespace {

const Messages& messages() {
  static const Messages all = [] {
    auto loaded = Messages::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *std::move(loaded);
  }();
  return all;
}

std::size_t at(const std::string& html, std::string_view part) { return html.find(part); }
bool holds(const std::string& html, std::string_view part) { return html.find(part) != std::string::npos; }

Page full_page(Locale locale) {
  return {.say = Say(messages(), locale),
          .title = "error-title",
          .body = tag("h1", {{"class", "govuk-heading-l"}}, "A heading"),
          .path = "/beds?county=x&\"y",
          .csrf = "token",
          .back_href = "/before",
          .banner = render(InsetText{.content = "News"}),
          .has_errors = true,
          .menu = {{.text = "Today", .href = "/today", .current = true}},
          .signed_in = SignedIn{.member = "A <worker>", .organization = "A shelter"},
          .live = Live{.url = "/live?x=1", .etag = "\"7\""},
          .wide = true};
}

void expect_nothing_inline(const std::string& html) {
  EXPECT_FALSE(std::regex_search(html, std::regex("<style|\\sstyle=|\\son[a-z]+=|javascript:|<script(?![^>]* src=)")));
}

TEST(Page, TheWayOutComesFirstAndNeedsNoScript) {
  const std::string html = document(full_page(Locale::en));
  const auto body = at(html, "<body");
  const std::regex focusable("<(a|button|input|select|textarea)\\b[^>]*>");
  std::sregex_iterator it(html.begin() + static_cast<std::ptrdiff_t>(body), html.end(), focusable);
  EXPECT_TRUE(holds((*it++)[0], "govuk-skip-link"));
  EXPECT_TRUE(holds((*it)[0], "nwd-exit__button"));
  EXPECT_TRUE(holds(html, "<form class=\"nwd-exit\" method=\"post\" action=\"/exit\""));
  EXPECT_TRUE(holds(html, "href=\"#content\"") && holds(html, "id=\"content\""));
}

TEST(Page, HoldsNothingInlineAndNothingFromElsewhere) {
  for (const auto locale : all_locales) {
    const std::string html = document(full_page(locale));
    expect_nothing_inline(html);
    EXPECT_FALSE(std::regex_search(html, std::regex("(src|href)=\"(https?:)?//")));
  }
}

TEST(Page, TheTitleIsNeutralAndFixed) {
  EXPECT_TRUE(holds(document(full_page(Locale::en)), "<title>Error: Something is in the way – Notes</title>"));
  for (const auto locale : all_locales) {
    const std::string html = document(full_page(locale));
    EXPECT_FALSE(holds(html, "No Wrong Door") || holds(html, "nwd.org"));
  }
}

TEST(Page, SaysItsLanguageAndKeepsOutOfIndexesAndReferrers) {
  const std::string html = document(full_page(Locale::es));
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html class=\"govuk-template\" lang=\"es\" dir=\"ltr\">"));
  EXPECT_TRUE(holds(html, "<meta name=\"referrer\" content=\"no-referrer\">"));
  EXPECT_TRUE(holds(html, "<meta name=\"robots\" content=\"noindex, nofollow\">"));
  EXPECT_TRUE(holds(html, "<meta name=\"viewport\""));
  EXPECT_TRUE(holds(html, "href=\"/language?to=en&amp;back=/beds%3Fcounty%3Dx%26%22y\""));
}

TEST(Page, EscapesWhatItIsGiven) {
  const std::string html = document(full_page(Locale::en));
  EXPECT_TRUE(holds(html, "A &lt;worker&gt;"));
  EXPECT_TRUE(holds(html, "data-etag=\"&quot;7&quot;\""));
  EXPECT_TRUE(holds(html, "<input type=\"hidden\" name=\"csrf\" value=\"token\">"));
}

TEST(Page, ShowsOnlyWhatIsThere) {
  const std::string html = document(Page{.say = Say(messages(), Locale::en), .title = "error-title", .body = {}});
  for (const std::string_view absent : {"nwd-account", "nwd-menu", "data-live", "govuk-back-link", "http-equiv"}) {
    EXPECT_FALSE(holds(html, absent)) << absent;
  }
}

TEST(ErrorPage, HasWordsForEveryStatusInEveryLanguage) {
  for (const auto locale : all_locales) {
    for (const int status : {400, 401, 403, 404, 409, 410, 412, 413, 415, 428, 429, 500, 503, 504, 507}) {
      const std::string html = document(ErrorPage{.say = Say(messages(), locale), .status = status});
      const std::string key = "error-" + std::to_string(status);
      EXPECT_TRUE(messages().has(locale, key)) << key;
      EXPECT_TRUE(holds(html, escape(messages().get(locale, key + ".do")))) << key;
      EXPECT_FALSE(holds(html, "{")) << key;
      expect_nothing_inline(html);
    }
  }
}

TEST(ErrorPage, AnUnknownStatusIsOurFault) {
  const std::string html = document(ErrorPage{.say = Say(messages(), Locale::en), .status = 418, .request_id = "r<1>"});
  EXPECT_TRUE(holds(html, escape(messages().get(Locale::en, "error-500"))));
  EXPECT_TRUE(holds(html, "r&lt;1&gt;"));
}

TEST(ExitDocument, GoesOnAtOnceAndSaysNothing) {
  const std::string html = exit_document();
  EXPECT_TRUE(holds(html, "<meta http-equiv=\"refresh\" content=\"0; url=" + std::string(exit_address) + "\">"));
  EXPECT_FALSE(holds(html, "Notes"));
  expect_nothing_inline(html);
}

}  // namespace
}  // namespace nwd::ui
