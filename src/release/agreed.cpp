#include "release/agreed.h"

#include "casework/pages_notes.h"
#include "release/pages.h"
#include "ui/timeline.h"

namespace nwd::release {

std::string agreed_text(ui::Say say, const Offer& offer) {
  const std::string why = purpose_words(say, offer.purpose);
  const std::string day = ui::day_text(offer.last, say);
  std::string text = say("agree-who", {{"from", offer.from}, {"to", offer.to}}) + "\n" + say("agree-what") + "\n";
  for (const auto part : offer.parts.list()) text += "– " + casework::part_name(say, part) + "\n";
  text += say("agree-why", {{"why", std::string_view(why)}}) + "\n";
  text += say("agree-until", {{"day", std::string_view(day)}}) + "\n";
  text += say("agree-stop") + "\n" + say("agree-known", {{"to", offer.to}}) + "\n" + say("agree-free") + "\n";
  return text + say("agree-law-" + std::string(word(offer.rules)));
}

}  // namespace nwd::release
