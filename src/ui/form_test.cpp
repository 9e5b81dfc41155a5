#include "ui/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace nwd::ui {
namespace {

using testing::ElementsAre;

const Messages& messages() {
  static const Messages all = [] {
    auto loaded = Messages::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *std::move(loaded);
  }();
  return all;
}

enum class Size : std::uint8_t { small, large };
constexpr Option<Size> sizes[] = {{"small", Size::small}, {"large", Size::large}};

std::string key_of(const Form& form, std::string_view field) {
  for (const auto& problem : form.problems()) {
    if (problem.field == field) return problem.key;
  }
  return "";
}

TEST(Form, ReadsTextTrimmedAndCountsCharactersNotBytes) {
  Form form({{"a", "  \xC3\xB1\xC3\xB1\xC3\xB1 "}, {"lines", "x\r\ny"}});
  EXPECT_EQ(form.text("a", {.most = 3}), "\xC3\xB1\xC3\xB1\xC3\xB1");
  EXPECT_EQ(form.text("lines", {.lines = true}), "x\ny");
  EXPECT_EQ(form.text("absent"), std::nullopt);
  EXPECT_TRUE(form.ok());
  EXPECT_EQ(form.text("a", {.most = 2}), std::nullopt);
  EXPECT_EQ(key_of(form, "a"), "form-too-long");
  EXPECT_EQ(form.text("lines"), std::nullopt);
  EXPECT_EQ(key_of(form, "lines"), "form-one-line");
  EXPECT_EQ(form.text("b", {.required = true, .required_key = "member-name"}), std::nullopt);
  EXPECT_EQ(key_of(form, "b"), "member-name");
}

TEST(Form, ReadsWholeNumbersWithinBounds) {
  Form form({{"a", " 12 "}, {"b", "1.5"}, {"c", "121"}, {"d", "99999999999999999999"}, {"e", "-1"}, {"f", "1e3"}});
  EXPECT_EQ(form.number("a"), 12);
  for (const std::string_view wrong : {"b", "d", "f"}) {
    EXPECT_EQ(form.number(wrong), std::nullopt);
    EXPECT_EQ(key_of(form, wrong), "form-number") << wrong;
  }
  for (const std::string_view outside : {"c", "e"}) {
    EXPECT_EQ(form.number(outside, {.from = 0, .to = 120}), std::nullopt);
    EXPECT_EQ(key_of(form, outside), "form-number-range") << outside;
  }
  EXPECT_EQ(form.value("b"), "1.5") << "what was typed is kept";
}

TEST(Form, ReadsDaysOfThreePartsOrOne) {
  Form form({{"a-day", "28"},
             {"a-month", "2"},
             {"a-year", "2026"},
             {"b", "2026-02-28"},
             {"c-day", "30"},
             {"c-month", "2"},
             {"c-year", "2026"},
             {"d-day", "1"},
             {"e", "yesterday"}});
  EXPECT_EQ(to_text(*form.day("a")), "2026-02-28");
  EXPECT_EQ(to_text(*form.day("b")), "2026-02-28");
  EXPECT_EQ(form.day("none"), std::nullopt);
  EXPECT_TRUE(form.ok());
  for (const std::string_view wrong : {"c", "d", "e"}) {
    EXPECT_EQ(form.day(wrong), std::nullopt);
    EXPECT_EQ(key_of(form, wrong), "form-day") << wrong;
  }
  Form late(FormValues{{"a", "2026-02-28"}});
  EXPECT_EQ(late.day("a", {.to = *parse_day("2026-02-27")}), std::nullopt);
  EXPECT_EQ(key_of(late, "a"), "form-day-range");
}

RC_GTEST_PROP(Form, ANumberReadsBack, (std::int64_t number)) {
  Form form(FormValues{{"n", std::to_string(number)}});
  const auto read = form.number(
      "n", {.from = std::numeric_limits<std::int64_t>::min(), .to = std::numeric_limits<std::int64_t>::max()});
  RC_ASSERT(read == number);
}

RC_GTEST_PROP(Form, WhateverIsPostedIsAValueOrAProblem, (const std::string& typed)) {
  Form form({{"n", typed}, {"d", typed}, {"d-day", typed}, {"t", typed}});
  const bool blank = typed.find_first_not_of(" \t\n\r\f\v") == std::string::npos;
  const bool answered = form.number("n").has_value() || !key_of(form, "n").empty();
  RC_ASSERT(blank || answered);
  static_cast<void>(form.day("d"));
  const auto text = form.text("t", {.most = 3});
  if (text) RC_ASSERT(!text->empty());
}

TEST(Form, TakesOnlyWhatIsOffered) {
  Form form({{"a", "large"}, {"b", "huge"}, {"c", "small"}, {"c", "large"}, {"d", ""}});
  EXPECT_EQ(form.choice<Size>("a", sizes), Size::large);
  EXPECT_EQ(form.choice<Size>("b", sizes), std::nullopt);
  EXPECT_EQ(key_of(form, "b"), "form-not-offered");
  EXPECT_THAT(form.choices<Size>("c", sizes), ElementsAre(Size::small, Size::large));
  EXPECT_EQ(form.choice<Size>("d", sizes, true), std::nullopt);
  EXPECT_EQ(key_of(form, "d"), "form-choose");
  EXPECT_TRUE(form.has("c", "large"));
  EXPECT_FALSE(form.has("a", "small"));
}

TEST(Form, KeepsWhatIsKnownUnlessPosted) {
  Form form(FormValues{{"a", "posted"}});
  form.keep("a", "known");
  form.keep("b", "known");
  EXPECT_EQ(form.value("a"), "posted");
  EXPECT_EQ(form.value("b"), "known");
}

TEST(Form, TellsEachProblemOnceAtTheTopAndBesideItsField) {
  Form form;
  form.problem("rows[3].county", "form-required");
  form.problem("rows[3].county", "form-choose");
  form.problem("other", "no-such-key", "English <words>");
  const Say say(messages(), Locale::es);
  EXPECT_EQ(form.problems().size(), 2U);
  const std::string summary = error_summary(form, say).str();
  EXPECT_NE(summary.find("<a href=\"#rows-3--county\">" + escape(say("form-required")) + "</a>"), std::string::npos);
  EXPECT_NE(summary.find("English &lt;words&gt;"), std::string::npos);
  EXPECT_EQ(render(*form_error(form, say, "rows[3].county")).str(),
            "<p class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">" + escape(say("error-prefix")) +
                ":</span> " + escape(say("form-required")) + "</p>");
  EXPECT_FALSE(form_error(form, say, "right"));
  EXPECT_TRUE(error_summary(Form(), say).empty());
}

TEST(PostForm, CarriesTheTokenAndNothingToTheAddress) {
  EXPECT_EQ(post_form("/x", "tok\"en", text("a")).str(),
            "<form method=\"post\" action=\"/x\" novalidate><input type=\"hidden\" name=\"csrf\" value=\"tok&quot;en\">"
            "a</form>");
}

}  // namespace
}  // namespace nwd::ui
