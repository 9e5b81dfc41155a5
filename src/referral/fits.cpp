#include "referral/referral.h"

namespace nwd::referral {
namespace {

constexpr std::size_t most_fits = 20;

match::Gender gender_of(const std::optional<casework::Gender>& gender) {
  if (!gender) return match::Gender::unknown;
  switch (*gender) {
    case casework::Gender::woman: return match::Gender::woman;
    case casework::Gender::man: return match::Gender::man;
    case casework::Gender::another: return match::Gender::another;
    case casework::Gender::not_said: return match::Gender::unknown;
  }
  return match::Gender::unknown;
}

}  // namespace

match::Wish wish_for(const casework::Facts& facts, Day tonight) {
  match::Wish wish;
  wish.kind = match::Kind::housing;
  wish.housing = {match::Housing::emergency};
  if (facts.age) wish.age = {static_cast<std::uint8_t>(facts.age->from), static_cast<std::uint8_t>(facts.age->to)};
  wish.gender = gender_of(facts.gender);
  wish.children = facts.children;
  wish.tonight = tonight;
  wish.county = facts.county;
  wish.language = match::parse_language(facts.language);
  return wish;
}

Result<match::Ranking> fits_for(const match::Catalogue& catalogue, const casework::Facts& facts, Day tonight) {
  return match::rank(catalogue, wish_for(facts, tonight), most_fits);
}

}  // namespace nwd::referral
