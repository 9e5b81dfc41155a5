// Every fixture of every component that govuk-frontend's npm package ships, rendered by our components and compared
// with the markup beside it: white space, the order of attributes and the order of classes aside.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "ui/fixture_options_test.h"

namespace nwd::ui::fixtures {
namespace {

namespace fs = std::filesystem;

const fs::path components = fs::path(NWD_SOURCE_DIR) / "node_modules/govuk-frontend/dist/govuk/components";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// Markup as lines: "<name a="1" b="2">", "</name>", words. Character references of the five signs are read.
class Normal {
 public:
  explicit Normal(std::string_view html) : in_(html) {
    while (at_ < in_.size()) {
      if (in_.substr(at_).starts_with("<!--")) {
        at_ = std::min(in_.find("-->", at_), in_.size() - 3) + 3;
      } else if (in_[at_] == '<') {
        element();
      } else {
        words();
      }
    }
  }
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

 private:
  void words() {
    const auto end = std::min(in_.find('<', at_), in_.size());
    const std::string collapsed = collapse(decode(in_.substr(at_, end - at_)));
    if (!collapsed.empty()) lines_.push_back(collapsed);
    at_ = end;
  }

  void element() {
    ++at_;
    if (in_[at_] == '/') {
      const auto end = in_.find('>', at_);
      close(std::string(in_.substr(at_ + 1, end - at_ - 1)));
      at_ = end + 1;
      return;
    }
    const std::string name = take_name();
    std::set<std::string> attributes;
    bool closed = false;
    while (true) {
      while (is_space(in_[at_])) ++at_;
      if (in_[at_] == '>') break;
      if (in_[at_] == '/') {
        closed = true;
        ++at_;
        continue;
      }
      attributes.insert(attribute());
    }
    ++at_;
    std::string line = "<" + name;
    for (const auto& each : attributes) line += " " + each;
    lines_.push_back(line + ">");
    if (closed && name != "input" && name != "hr" && name != "br") close(name);
  }

  void close(const std::string& name) { lines_.push_back("</" + name + ">"); }

  std::string take_name() {
    const auto start = at_;
    while (!is_space(in_[at_]) && in_[at_] != '>' && in_[at_] != '/' && in_[at_] != '=') ++at_;
    return std::string(in_.substr(start, at_ - start));
  }

  std::string attribute() {
    const std::string name = take_name();
    while (is_space(in_[at_])) ++at_;
    if (in_[at_] != '=') return name;
    ++at_;
    const char quote = in_[at_++];
    const auto end = in_.find(quote, at_);
    std::string value = decode(in_.substr(at_, end - at_));
    at_ = end + 1;
    if (name == "class") value = sorted(value);
    return name + "=\"" + value + "\"";
  }

  static std::string sorted(const std::string& classes) {
    std::istringstream in(classes);
    std::multiset<std::string> all;
    for (std::string each; in >> each;) all.insert(each);
    std::string out;
    for (const auto& each : all) out += (out.empty() ? "" : " ") + each;
    return out;
  }

  static std::string collapse(const std::string& words) {
    std::istringstream in(words);
    std::string out;
    for (std::string each; in >> each;) out += (out.empty() ? "" : " ") + each;
    return out;
  }

  static std::string decode(std::string_view in) {
    static const std::pair<std::string_view, std::string_view> references[] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
    std::string out;
    for (std::size_t i = 0; i < in.size();) {
      const auto* const found = std::find_if(std::begin(references), std::end(references),
                                             [&](const auto& r) { return in.substr(i).starts_with(r.first); });
      if (found == std::end(references)) {
        out += in[i++];
      } else {
        out += found->second;
        i += found->first.size();
      }
    }
    return out;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::vector<std::string> lines_;
};

// The crown and the licence's mark are GOV.UK's and not carried here: in headers and footers every drawing becomes
// <svg></svg>, in the fixture as in ours.
std::string without_logos(std::string html) {
  std::size_t from = 0;
  while ((from = html.find("<svg", from)) != std::string::npos) {
    const auto end = html.find("</svg>", from);
    html.replace(from, end + 6 - from, "<svg></svg>");
    from += 11;
  }
  return html;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

// Fixtures that our components deliberately do not reproduce, each with its reason. An entry that has come to pass, or
// that names no fixture, fails the test.
const std::map<std::string, std::string>& not_reproduced() {
  static const std::map<std::string, std::string> all = {};
  return all;
}

Renderers all_renderers() {
  Renderers all = form_renderers();
  for (auto more : {notice_renderers(), list_renderers(), navigation_renderers()}) all.merge(more);
  return all;
}

struct Tally {
  int fixtures = 0;
  std::set<std::string> differing;
};

void compare(const std::string& component, Renderer renderer, const boost::json::value& fixture, Tally& tally) {
  const std::string name = component + ": " + std::string(fixture.at("name").as_string());
  const boost::json::value options = fixture.at("options");
  std::string expected(fixture.at("html").as_string());
  if (component == "header" || component == "footer") expected = without_logos(expected);
  const std::string ours = joined(Normal(renderer(Options(&options)).str()).lines());
  expected = joined(Normal(expected).lines());
  ++tally.fixtures;
  if (ours == expected) return;
  tally.differing.insert(name);
  if (not_reproduced().contains(name)) return;
  EXPECT_EQ(ours, expected) << name;
}

boost::json::array fixtures_of(const std::string& component) {
  const auto json = boost::json::parse(read(components / component / "fixtures.json"));
  return json.at("fixtures").as_array();
}

std::vector<std::string> names(const Renderers& renderers) {
  std::vector<std::string> all;
  for (const auto& [component, renderer] : renderers) all.push_back(component);
  return all;
}

class Fixtures : public testing::TestWithParam<std::string> {};

TEST_P(Fixtures, AreReproduced) {
  const std::string component = GetParam();
  ASSERT_TRUE(fs::exists(components / component / "fixtures.json")) << "npm ci --ignore-scripts brings them";
  Tally tally;
  for (const auto& fixture : fixtures_of(component)) {
    compare(component, all_renderers().at(component), fixture, tally);
  }
  std::cout << component << ": " << tally.fixtures - static_cast<int>(tally.differing.size()) << " of "
            << tally.fixtures << " fixtures reproduced\n";
  EXPECT_GT(tally.fixtures, 0);
  for (const auto& [name, reason] : not_reproduced()) {
    const bool ours = name.starts_with(component + ": ");
    EXPECT_TRUE(!ours || tally.differing.contains(name)) << "stale: " << name << " (" << reason << ")";
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& each) {
  std::string name = each.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Component, Fixtures, testing::ValuesIn(names(all_renderers())), test_name);

TEST(FixtureFiles, AllHaveAComponent) {
  ASSERT_TRUE(fs::exists(components)) << "npm ci --ignore-scripts installs govuk-frontend";
  const Renderers renderers = all_renderers();
  std::size_t fixtures = 0;
  for (const auto& folder : fs::directory_iterator(components)) {
    if (!fs::exists(folder.path() / "fixtures.json")) continue;
    const std::string component = folder.path().filename();
    EXPECT_TRUE(renderers.contains(component)) << component;
    fixtures += fixtures_of(component).size();
  }
  EXPECT_GE(fixtures, 725U);
  for (const auto& [name, reason] : not_reproduced()) {
    EXPECT_TRUE(renderers.contains(name.substr(0, name.find(':')))) << "no such component: " << name;
  }
}

}  // namespace
}  // namespace nwd::ui::fixtures
