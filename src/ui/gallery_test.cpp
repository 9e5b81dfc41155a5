// Pages that show all there is, to be looked at: NWD_GALLERY=folder ui_test --gtest_filter='Gallery.*' writes them with
// their styles, to be opened in a browser. Always checked: nothing inline, every id only once.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "ui/assets.h"
#include "ui/components.h"
#include "ui/countdown.h"
#include "ui/error_page.h"
#include "ui/form.h"
#include "ui/page.h"
#include "ui/timeline.h"

namespace nwd::ui {
namespace {

namespace fs = std::filesystem;

const Messages& messages() {
  static const Messages all = [] {
    auto loaded = Messages::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *std::move(loaded);
  }();
  return all;
}

void write(const fs::path& path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

// As a file beside its assets, with addresses that need no server.
void show(const std::string& name, std::string html) {
  std::set<std::string> ids;
  const std::regex id("\\sid=\"([^\"]*)\"");
  for (std::sregex_iterator it(html.begin(), html.end(), id), end; it != end; ++it) {
    EXPECT_TRUE(ids.insert((*it)[1]).second) << name << " has the id " << (*it)[1] << " twice";
  }
  EXPECT_FALSE(std::regex_search(html, std::regex("<style|\\sstyle=|\\son[a-z]+="))) << name;

  const char* folder = std::getenv("NWD_GALLERY");
  if (folder == nullptr) return;
  for (const auto& asset : assets()) {
    write(fs::path(folder) / asset.name, asset.bytes);
    for (auto at = html.find(asset.path); at != std::string::npos; at = html.find(asset.path)) {
      html.replace(at, asset.path.size(), asset.name);
    }
  }
  write(fs::path(folder) / (name + ".html"), html);
}

Page page(Locale locale, Html body) {
  return {.say = Say(messages(), locale),
          .title = "error-title",
          .body = std::move(body),
          .csrf = "token",
          .back_href = "/before",
          .menu = {{.text = "Today", .href = "/today", .current = true}, {.text = "Beds", .href = "/beds"}},
          .signed_in = SignedIn{.member = "Ana Morales", .organization = "Duluth Women's Shelter"}};
}

Html paragraph(std::string_view words) { return tag("p", {{"class", "govuk-body"}}, words); }

Html question(const Form& form, Say say) {
  const Radios age{.name = "age",
                   .fieldset = Fieldset{.legend = {.content = "About how old is she?",
                                                   .classes = "govuk-fieldset__legend--l",
                                                   .is_page_heading = true}},
                   .hint = Hint{.content = "A guess is enough. Nobody has to prove it."},
                   .error = form_error(form, say, "age"),
                   .items = {{.value = "child", .content = "Under 18"},
                             {.value = "adult", .content = "18 or older"},
                             {.divider = "or"},
                             {.value = "unknown",
                              .content = "Nobody knows",
                              .hint = Hint{.content = "Then the law treats her as under 18."}}}};
  const Checkboxes needs{
      .name = "needs",
      .fieldset = Fieldset{.legend = {.content = "What is needed tonight?", .classes = "govuk-fieldset__legend--m"}},
      .items = {{.value = "bed", .content = "A bed"},
                {.value = "doctor",
                 .content = "A doctor",
                 .conditional = render(Input{.name = "doctor-what", .label = {.content = "What for, if she says"}})},
                {.value = "none", .content = "None of these", .exclusive = true}},
      .values = {"bed"}};
  const DateInput met{
      .id = "met",
      .name_prefix = "met",
      .fieldset = Fieldset{.legend = {.content = "When did you meet?", .classes = "govuk-fieldset__legend--m"}},
      .error = form_error(form, say, "met"),
      .parts = {{.name = "day", .value = "31"}, {.name = "month", .value = "2"}, {.name = "year"}}};
  const Textarea words{.name = "words", .label = {.content = "In her words"}, .value = "“I want to sleep.”"};
  const Select county{.name = "county",
                      .label = {.content = "County"},
                      .items = {{.value = "", .text = "Choose"}, {.value = "137", .text = "St. Louis"}}};
  return join(render(age), render(needs), render(met), render(words), render(county),
              render(PasswordInput{.input = {.name = "passphrase", .label = {.content = "Passphrase"}}}),
              tag("div", {{"class", "govuk-button-group"}}, render(Button{.content = "Continue"}),
                  render(Button{.content = "Skip this", .classes = "govuk-button--secondary"})));
}

Timeline owed() {
  const Day met = *parse_day("2026-11-24");
  using Style = TimelineBar::Style;
  return {.caption = "What is owed",
          .today = met + 40,
          .rows = {{.label = "Emergency shelter",
                    .bars = {{.style = Style::owed, .from = met},
                             {.style = Style::received, .from = met, .until = met + 41}},
                    .source = "Minn. Stat. 145.4717"},
                   {.label = "Mental health care, and care for what drugs did",
                    .bars = {{.style = Style::owed, .from = met},
                             {.style = Style::received, .from = met + 12, .until = met + 30},
                             {.style = Style::gap, .from = met, .until = met + 12},
                             {.style = Style::gap, .from = met + 30, .until = met + 41}},
                    .source = "Minn. Stat. 145.4716"},
                   {.label = "Help with immigration law",
                    .bars = {{.style = Style::owed,
                              .from = met + 10,
                              .until = met + 400,
                              .until_text = "the later of recovery and the end of the last action"}},
                    .source = "founding text 3"}}};
}

TEST(Gallery, Question) {
  for (const auto locale : all_locales) {
    Form form;
    form.problem("age", "form-choose");
    form.problem("met", "form-day");
    Page shown = page(locale, post_form("/x", "token", question(form, Say(messages(), locale))));
    shown.banner = error_summary(form, shown.say);
    shown.has_errors = true;
    show("question-" + std::string(name(locale)), document(shown));
  }
}

TEST(Gallery, Notices) {
  const Instant now{1'800'000'000'000};
  const Say say(messages(), Locale::en);
  Html body = tag("h1", {{"class", "govuk-heading-l"}}, "A request waits");
  body.add(render(WarningText{.content = "She is under 18: the law counts her as a victim, not as an offender."}));
  body.add(render(InsetText{.content = join("The bed is held: ", render(Countdown{now + 29 * minute_ms, now}, say))}));
  body.add(render(Details{.summary = "Why is this asked?", .content = "So that the bed fits.", .open = true}));
  body.add(render(SummaryList{
      .rows = {
          {.key = "Age", .value = "About 16", .actions = {{.href = "#", .content = "Change", .hidden_text = "age"}}},
          {.key = "Languages", .value = "Spanish, a little English"}}}));
  body.add(render(Table{.caption = "Beds",
                        .caption_classes = "govuk-table__caption--m",
                        .head = std::vector<Cell>{{.content = "Place"}, {.content = "Free", .format = "numeric"}},
                        .rows = {{{.content = "Shelter of the lake"}, {.content = "3", .format = "numeric"}},
                                 {{.content = "House of the north"}, {.content = "0", .format = "numeric"}}},
                        .first_cell_is_header = true}));
  for (const std::string_view tone : {"", "green", "yellow", "red", "blue", "grey"}) {
    const std::string classes = tone.empty() ? "" : "govuk-tag--" + std::string(tone);
    body.add(render(Tag{.content = "Free now", .classes = classes})).add(" ");
  }
  body.add(tag("p", {}, render(Button{.content = "Accept"}), " ",
               render(Button{.content = "Ask", .classes = "govuk-button--secondary"}), " ",
               render(Button{.content = "Cannot take", .classes = "govuk-button--warning"})));
  body.add(render(Panel{.title = "The bed is yours", .content = "The address is below."}));
  Page shown = page(Locale::en, body);
  shown.banner = render(NotificationBanner{.content = "Accepted by the shelter of the lake.", .title = "Saved"});
  shown.live = Live{.url = "/live", .etag = "\"1\""};
  show("notices", document(shown));
}

TEST(Gallery, Timeline) {
  for (const auto locale : all_locales) {
    const Say say(messages(), locale);
    Page shown = page(locale, join(tag("h1", {{"class", "govuk-heading-l"}}, "What is owed"),
                                   paragraph("From the day of identification."), render(owed(), say)));
    shown.wide = true;
    show("timeline-" + std::string(name(locale)), document(shown));
  }
}

TEST(Gallery, Errors) {
  show("error", document(ErrorPage{.say = Say(messages(), Locale::en), .status = 409, .request_id = "7f3a"}));
  show("exit", exit_document());
}

}  // namespace
}  // namespace nwd::ui
