// Pieces that several pages are built of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casework/pages_kit.h"

namespace nwd::casework {

ui::Html heading(std::string_view words, std::string_view above = {});  // the page's h1; `above` in small letters
ui::Html subheading(std::string_view words);                            // h2
ui::Html paragraph(const ui::Content&);
ui::Html hint(const ui::Content&);
ui::Html bullets(const std::vector<ui::Content>&);
ui::Html hidden_field(std::string_view name, std::string_view value);
ui::Html link(std::string_view href, const ui::Content&);

std::string day_words(const Visit&, Instant);  // "7 December 2026"

// "Step 3 of 6".
inline constexpr int screen_count = 6;
std::string step_words(ui::Say, int screen);

// A question whose answers are buttons: one tap answers it and goes on.
struct BigChoice {
  std::string value;
  std::string words;
  bool chosen = false;  // the answer given before
};
ui::Html big_choices(ui::Say, std::string_view field, const std::vector<BigChoice>&);
// The same weight for everybody who does not want to answer; says what happens then.
ui::Html skip_button(ui::Say, std::string_view field, std::string_view what_happens);

// Why a question is asked and who sees the answer.
ui::Html why_details(ui::Say, std::string_view why);

}  // namespace nwd::casework
