#include "ui/html.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace nwd::ui {
namespace {

template <class T>
concept CanBeTrusted = requires(const T& value) { trusted(value); };
template <class T>
concept CanNameAttribute = requires(const T& value) { Attributes{}.set(value, "x"); };
template <class T>
concept CanNameElement = requires(const T& value) { tag(value, {}); };
template <class T>
concept CanBeAdded = requires(Html html, const T& value) { html.add(value); };

// No string made at run time becomes markup, a name of an element or of an attribute.
static_assert(!CanBeTrusted<std::string> && !CanBeTrusted<std::string_view> && !CanBeTrusted<const char*>);
static_assert(!CanNameAttribute<std::string> && !CanNameAttribute<std::string_view>);
static_assert(!CanNameElement<std::string> && !CanNameElement<const char*>);
static_assert(!std::is_constructible_v<Html, std::string> && !std::is_constructible_v<Html, const char*>);
static_assert(!std::is_assignable_v<Html&, std::string>);
// "yes" and "no" are words to choose, not 1 and 0.
static_assert(!CanBeAdded<bool> && CanBeAdded<int> && CanBeAdded<std::string>);

static_assert(AttributeName::allowed("aria-label") && AttributeName::allowed("data-i18n.show.one"));
static_assert(!AttributeName::allowed("onclick") && !AttributeName::allowed("OnClick"));
static_assert(!AttributeName::allowed("style") && !AttributeName::allowed("STYLE"));
static_assert(!AttributeName::allowed("srcdoc") && !AttributeName::allowed(""));
static_assert(!AttributeName::allowed("a b") && !AttributeName::allowed("a\"") && !AttributeName::allowed("a=b"));

std::string replaced(std::string in, const std::string& what, const std::string& with) {
  for (auto at = in.find(what); at != std::string::npos; at = in.find(what, at + with.size())) {
    in.replace(at, what.size(), with);
  }
  return in;
}

std::string read_back(std::string html) {
  html = replaced(html, "&lt;", "<");
  html = replaced(html, "&gt;", ">");
  html = replaced(html, "&quot;", "\"");
  html = replaced(html, "&#39;", "'");
  return replaced(html, "&amp;", "&");
}

std::string from_signs(const std::vector<int>& picks) {
  static const std::string signs[] = {"<", ">", "&", "\"", "'", "a", " ", "amp;", "&lt;", "\xC3\xB1", "=", "/", "\n"};
  std::string out;
  for (const int pick : picks) out += signs[static_cast<std::size_t>(std::abs(pick % 13))];
  return out;
}

TEST(Html, EscapesText) {
  EXPECT_EQ(text("<b>\"R&D\"</b> isn't").str(), "&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt; isn&#39;t");
  EXPECT_EQ(text(std::string_view("a\0b", 3)).str(),
            "a\xEF\xBF\xBD"
            "b");
}

RC_GTEST_PROP(Html, TextComesBackAsItWas, (const std::vector<int>& picks)) {
  const std::string words = from_signs(picks);
  const std::string html = text(words).str();
  RC_ASSERT(html.find_first_of("<>\"'") == std::string::npos);
  RC_ASSERT(read_back(html) == words);
}

RC_GTEST_PROP(Html, AnyBytesComeBackAsTheyWere, (const std::string& words)) {
  const std::string html = text(words).str();
  RC_ASSERT(html.find_first_of(std::string_view("<>\"'\0", 5)) == std::string::npos);
  RC_ASSERT(read_back(html) == replaced(words, std::string(1, '\0'), "\xEF\xBF\xBD"));
}

RC_GTEST_PROP(Html, AnAttributeCannotBeLeft, (const std::vector<int>& picks)) {
  const std::string words = from_signs(picks);
  const std::string html = open("input", {{"value", words}}).str();
  const std::string inside = html.substr(14, html.size() - 16);
  RC_ASSERT(html == "<input value=\"" + inside + "\">");
  RC_ASSERT(inside.find_first_of("<>\"'") == std::string::npos);
  RC_ASSERT(read_back(inside) == words);
}

TEST(Html, PutsElementsTogether) {
  EXPECT_EQ(tag("p", {{"class", "a"}, {"hidden"}, {"rows", 5}}, "Beds & rooms: ", tag("b", {}, 3)).str(),
            "<p class=\"a\" hidden rows=\"5\">Beds &amp; rooms: <b>3</b></p>");
  EXPECT_EQ(join(text("a"), trusted("<br>"), std::string("<")).str(), "a<br>&lt;");
}

TEST(Attributes, SetsWhatIsGiven) {
  Attributes attributes;
  attributes.classes("a", "b").maybe("id", "").maybe("name", "n").flag("hidden", false).flag("checked").set("rows", 2);
  EXPECT_EQ(attributes.str(), " class=\"a b\" name=\"n\" checked rows=\"2\"");
  EXPECT_EQ(Attributes{}.classes("a").str(), " class=\"a\"");
  EXPECT_EQ(Attributes{}.classes("", "b").str(), " class=\"b\"");
}

TEST(Attributes, RefusesNamesMadeAtRunTimeThatRunScripts) {
  Attributes attributes;
  EXPECT_FALSE(attributes.set_checked("onclick", "x"));
  EXPECT_FALSE(attributes.set_checked("style", "x"));
  EXPECT_FALSE(attributes.set_checked("a><script", "x"));
  EXPECT_TRUE(attributes.empty());
  EXPECT_TRUE(attributes.set_checked("data-a", "\""));
  EXPECT_EQ(attributes.str(), " data-a=\"&quot;\"");
}

TEST(SafeHref, LetsOnlyHarmlessSchemesThrough) {
  for (const std::string_view good : {"/beds?x=1:2#a", "#a:b", "?a=javascript:1", "beds", "", "https://a.org/",
                                      "HTTP://a.org", "mailto:a@b.org", "tel:+1", "sms:1", "./a:b"}) {
    EXPECT_EQ(safe_href(good), good);
  }
  for (const std::string_view bad :
       {"javascript:alert(1)", "JavaScript:1", "java\nscript:1", " javascript:1", "\tx:1", "data:text/html,x",
        "vbscript:1", "file:///etc", "blob:x", "a%b:c", "/a b", "/a\nb", "\x01javascript:1"}) {
    EXPECT_EQ(safe_href(bad), "#") << bad;
  }
  EXPECT_EQ(Attributes{}.href("javascript:1").str(), " href=\"#\"");
}

// A browser drops control characters and spaces, and reads schemes in any case.
RC_GTEST_PROP(SafeHref, NeverLeadsToAScript, (const std::vector<std::uint8_t>& picks)) {
  static const std::string pieces[] = {"java", "SCRIPT", "script", ":", "\n",    "\t", " ",   "\x01",
                                       "data", "vb",     "/",      "#", "https", "?",  "%3a", "blob"};
  std::string address;
  for (const auto pick : picks) address += pieces[pick % 16U];
  const std::string_view led = safe_href(address);
  RC_ASSERT(led == "#" || led == address);
  std::string seen;
  for (const char c : led) {
    if (static_cast<unsigned char>(c) > 0x20) seen += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  for (const std::string_view scheme : {"javascript:", "vbscript:", "data:", "blob:"}) {
    RC_ASSERT(!seen.starts_with(scheme));
  }
}

TEST(Content, KnowsTextFromMarkup) {
  EXPECT_TRUE(Content("<").is_text());
  EXPECT_EQ(Content("<").html().str(), "&lt;");
  EXPECT_FALSE(Content(trusted("<b>")).is_text());
  EXPECT_TRUE(Content().empty());
  EXPECT_EQ(Content().or_else(text("x")).str(), "x");
}

}  // namespace
}  // namespace nwd::ui
