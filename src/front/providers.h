// Organizations' identity providers on the pages: the way there, the way back, and what unlocks the key afterwards.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "front/screens.h"
#include "oidc/sign_in.h"

namespace nwd::front {

struct ProviderDesk {
  ProviderDesk(std::string of_the_installation, oidc::Fetch fetch)
      : origin(std::move(of_the_installation)), desk(std::move(fetch)) {}
  const std::string origin;  // what the installation is called; empty: as the browser calls it
  oidc::Desk desk;
};

oidc::Occasion occasion(ProviderDesk&, const Visit&);
std::string page_of(const oidc::Provider&);  // "/sign-in/through/…": what members are told
std::string outside(const ProviderDesk&, const Visit&, std::string_view path);  // with the installation's own name

// Where somebody is led who showed what unlocks their key, and whose organization demands its provider's word: to its
// page. none: that is not what the error says.
Result<std::optional<http::Response>> led_to_provider(const Visit&, const Error&, std::string_view sign_in);
Result<std::optional<http::Response>> led_to_provider(const Visit&, const Error&, access::OrganizationId);

// What the provider said of whoever sits at this browser, if the form says that it goes on from there.
inline constexpr std::string_view through_field = "through";
std::optional<oidc::Word> word_behind(ProviderDesk&, const Visit&, const ui::Form&);

// When a provider does not answer: the words, and what to do.
Result<http::Response> provider_down(const Visit&, bool demanded);
bool is_down(Code);

}  // namespace nwd::front
