// The message files themselves: complete in every language, the same variables, nothing said that no page says.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "ui/messages.h"

namespace nwd::ui {
namespace {

namespace fs = std::filesystem;

const Messages& loaded() {
  static const Messages messages = [] {
    auto all = Messages::load();
    if (!all) throw std::runtime_error(all.error().message);
    return *std::move(all);
  }();
  return messages;
}

std::set<std::string> keys(Locale locale) {
  const auto all = loaded().keys(locale);
  return {all.begin(), all.end()};
}

std::set<std::string> missing(const std::set<std::string>& from, const std::set<std::string>& in) {
  std::set<std::string> out;
  std::set_difference(from.begin(), from.end(), in.begin(), in.end(), std::inserter(out, out.end()));
  return out;
}

bool is_product_source(const fs::path& path) {
  const std::string name = path.filename();
  return (path.extension() == ".cpp" || path.extension() == ".h") && !name.ends_with("_test.cpp");
}

// Every string literal of the product's sources.
const std::set<std::string>& literals() {
  static const std::set<std::string> all = [] {
    std::set<std::string> out;
    const std::regex literal("\"([A-Za-z0-9_.-]+)\"", std::regex::optimize);
    for (const auto& file : fs::recursive_directory_iterator(fs::path(NWD_SOURCE_DIR) / "src")) {
      if (!is_product_source(file.path())) continue;
      std::ifstream in(file.path());
      for (std::string line; std::getline(in, line);) {
        for (std::sregex_iterator it(line.begin(), line.end(), literal), end; it != end; ++it) out.insert((*it)[1]);
      }
    }
    return out;
  }();
  return all;
}

TEST(Locales, SpanishIsComplete) {
  EXPECT_EQ(missing(keys(Locale::en), keys(Locale::es)), std::set<std::string>{});
  EXPECT_EQ(missing(keys(Locale::es), keys(Locale::en)), std::set<std::string>{}) << "said in Spanish only";
}

// Messages whose languages need other variables, and why. An entry that no longer differs fails.
const std::set<std::string> other_variables = {
    "clock",  // twelve hours and a half of the day in English, 24 hours in Spanish
};

TEST(Locales, TheSameVariablesInEveryLanguage) {
  for (const auto& key : keys(Locale::en)) {
    const bool same = loaded().variables(Locale::en, key) == loaded().variables(Locale::es, key);
    EXPECT_EQ(same, !other_variables.contains(key)) << key;
  }
}

TEST(Locales, SpanishIsNotEnglish) {
  int same = 0;
  const auto all = keys(Locale::en);
  for (const auto& key : all) same += loaded().get(Locale::en, key) == loaded().get(Locale::es, key) ? 1 : 0;
  EXPECT_LT(same, static_cast<int>(all.size()) / 10) << "too many messages were not translated";
}

// say("key") and the like; a page would show "{key}". (The command line and the proofs have a `say` of their own.)
TEST(Locales, WhatPagesSayIsThere) {
  constexpr std::string_view call = "say(\"";
  int found = 0;
  for (const auto& file : fs::recursive_directory_iterator(fs::path(NWD_SOURCE_DIR) / "src")) {
    const auto folder = file.path().parent_path().filename();
    if (!is_product_source(file.path()) || folder == "cli" || folder == "proof") continue;
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      line.resize(std::min(line.find("//"), line.size()));
      for (auto at = line.find(call); at != std::string::npos; at = line.find(call, at + 1)) {
        const auto begin = at + call.size();
        const auto end = line.find('"', begin);
        if (end == std::string::npos || (line[end + 1] != ')' && line[end + 1] != ',')) continue;
        const std::string key = line.substr(begin, end - begin);
        EXPECT_TRUE(loaded().has(Locale::en, key)) << key << " in " << file.path();
        ++found;
      }
    }
  }
  EXPECT_GT(found, 100);
}

// A key is said if it stands in a source, or begins with a literal that ends in '-' or '.' and is completed there.
TEST(Locales, NothingIsThereThatNoPageSays) {
  std::set<std::string> unsaid;
  for (const auto& key : keys(Locale::en)) {
    if (key.starts_with("service-")) continue;  // made from the names of a charter's services
    const bool said = std::any_of(literals().begin(), literals().end(), [&](const std::string& literal) {
      const bool begins = literal.ends_with('-') || literal.ends_with('.');
      return literal == key || (begins && key.starts_with(literal));
    });
    if (!said) unsaid.insert(key);
  }
  EXPECT_EQ(unsaid, std::set<std::string>{});
}

TEST(Locales, CountsReadWellInBothLanguages) {
  EXPECT_EQ(loaded().get(Locale::en, "countdown-left", {{"minutes", 1}}), "1 minute left");
  EXPECT_EQ(loaded().get(Locale::en, "day", {{"day", 24}, {"month", 11}, {"year", 2026}}), "24 November 2026");
  EXPECT_EQ(loaded().get(Locale::es, "day", {{"day", 1}, {"month", 1}, {"year", 2026}}), "1 de enero de 2026");
}

}  // namespace
}  // namespace nwd::ui
