#include "directory/kind_words.h"

#include <array>
#include <string>
#include <utility>

#include "base/text.h"

namespace nwd::directory {
namespace {

using match::Kind;

// Words of the Open Eligibility and AIRS-like vocabularies of the directories read here.
constexpr std::array<std::pair<std::string_view, Kind>, 31> words = {{
    {"shelter", Kind::housing},
    {"housing", Kind::housing},
    {"residential care", Kind::housing},
    {"health services", Kind::health},
    {"health care", Kind::health},
    {"clinic", Kind::health},
    {"outpatient", Kind::health},
    {"medical", Kind::health},
    {"mental health", Kind::mental_health},
    {"counseling", Kind::mental_health},
    {"counselling", Kind::mental_health},
    {"psychiatric", Kind::mental_health},
    {"alcohol", Kind::substance_use},
    {"drug abuse", Kind::substance_use},
    {"substance", Kind::substance_use},
    {"addiction", Kind::substance_use},
    {"legal", Kind::legal},
    {"immigration", Kind::legal},
    {"interpret", Kind::interpretation},
    {"translation", Kind::interpretation},
    {"education services", Kind::education},
    {"literacy", Kind::education},
    {"school", Kind::education},
    {"english language", Kind::education},
    {"job ", Kind::training},
    {"employment", Kind::training},
    {"case management", Kind::case_management},
    {"care management", Kind::case_management},
    {"food", Kind::food},
    {"meal", Kind::food},
    {"transport", Kind::transport},
}};

}  // namespace

match::Kinds kinds_named(std::string_view text) {
  const auto lower = ascii_lower(text) + ' ';
  match::Kinds kinds;
  for (const auto& [part, kind] : words) {
    if (lower.find(part) != std::string::npos) kinds.add(kind);
  }
  return kinds;
}

bool names_a_shelter(std::string_view text) { return ascii_lower(text).find("shelter") != std::string::npos; }

}  // namespace nwd::directory
