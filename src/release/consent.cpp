#include "release/consent.h"

#include <algorithm>

namespace nwd::release {

void check_consent(Error& error, const Consent& consent, Rules rules) {
  const auto wrong = [&](const char* field, const char* key, const char* text) {
    error.fields.push_back({field, key, text});
  };
  if (consent.lasts_ms < day_ms || consent.lasts_ms > longest_release)
    wrong("days", "share-days-wrong", "From one day to one year.");
  if (consent.agreed_text.empty() || consent.agreed_text.size() > longest_agreed || consent.language.empty() ||
      consent.language.size() > 35)
    wrong("agreed_text", "share-text-missing", "What the person was read, and in which language.");
  if (consent.how == ConsentGiven::spoken)
    wrong("how", "share-written", "This has to be in writing: on paper, on the screen, or with an interpreter.");
  const auto givers = givers_under(rules);
  if (std::find(givers.begin(), givers.end(), consent.giver) == givers.end())
    wrong("giver", "share-giver-rules", "Under the rules of this grant a parent or guardian agrees too.");
  if (consent.by_who_harmed)
    wrong("harm", "share-not-by-harm", "It can wait: ask again when the person is alone or with somebody they trust.");
}

}  // namespace nwd::release
