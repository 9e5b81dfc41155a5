#include "referral/pages_fits.h"

#include "casework/pages_words.h"

namespace nwd::referral {

namespace {

std::string keyed_words(ui::Say say, std::string_view prefix, std::string_view word) {
  return say(std::string(prefix) + std::string(word));
}

std::string taken_words(ui::Say say, const match::Reason& reason) {
  std::string all;
  for (int i = 0; i < match::taken_count; ++i) {
    const auto taken = static_cast<match::Taken>(i);
    if (!reason.takes.has(taken)) continue;
    if (!all.empty()) all += ", ";
    all += keyed_words(say, "taken-", word(taken));
  }
  const bool any_age = reason.ages == match::Ages{};
  const std::string ages =
      any_age ? "" : casework::age_words(say, casework::AgeRange{reason.ages.from, reason.ages.to});
  if (!all.empty() && !ages.empty()) all += "; ";
  return all + ages;
}

// The word inside a reason that itself is one of a list.
std::string inner_words(ui::Say say, const match::Reason& reason) {
  switch (reason.why) {
    case match::Why::gives: return keyed_words(say, "housing-", word(static_cast<match::Housing>(reason.value)));
    case match::Why::takes: return taken_words(say, reason);
    case match::Why::speaks: return casework::language_words(say, word(static_cast<match::Language>(reason.value)));
    case match::Why::asks: return keyed_words(say, "asked-", word(static_cast<match::Asked>(reason.value)));
    default: return {};
  }
}

std::int64_t miles(std::int32_t km) { return (std::int64_t{km} * 62137 + 50000) / 100000; }

}  // namespace

bool Listed::can_be_asked() const {
  const bool answers = fit.readiness == match::Readiness::ready || fit.readiness == match::Readiness::answers;
  return answers && service.capacity && service.capacity->free().value_or(0) > 0;
}

Result<Beds> beds_for(storage::Reader& reader, directory::Catalogues& catalogues, const casework::Facts& facts,
                      Day tonight) {
  NWD_TRY(const auto catalogue, catalogues.at_hand(reader));
  NWD_TRY(auto ranking, fits_for(catalogue, facts, tonight));
  Beds beds{.listed = {}, .fitting = ranking.fitting, .excluded = ranking.excluded};
  for (auto& fit : ranking.fits) {
    NWD_TRY(auto service, directory::find_service(reader, directory::ServiceId{fit.service}));
    if (service) beds.listed.push_back({*std::move(service), std::move(fit)});
  }
  return beds;
}

std::string bed_name(const directory::Service& service) {
  if (service.organization_name.empty() || service.organization_name == service.name) return service.name;
  return service.organization_name + ", " + service.name;
}

std::string reason_words(ui::Say say, const match::Reason& reason) {
  const std::string inner = inner_words(say, reason);
  const std::int64_t value = reason.why == match::Why::distance_km ? miles(reason.value) : reason.value;
  return say("why-" + std::string(word(reason.why)), {{"value", value}, {"words", std::string_view(inner)}});
}

}  // namespace nwd::referral
