// For tests of every floor above: a provider made of software, with everything that a test may want to be wrong.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "oidc/talk.h"

namespace nwd::oidc {

class SigningPair {
 public:
  explicit SigningPair(std::string id, passkey::Algorithm = passkey::Algorithm::es256);
  [[nodiscard]] boost::json::object jwk() const;
  // The compact form, over any header.
  [[nodiscard]] std::string sign(const boost::json::object& header, const std::string& payload) const;
  [[nodiscard]] boost::json::object header() const;  // {"alg", "kid"} as they should be

 private:
  std::string id_;
  passkey::Algorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
};

std::string key_set_of(const std::vector<SigningPair>&);

class SoftProvider {
 public:
  explicit SoftProvider(const Clock& clock) : clock_(clock) {}
  // What http::fetch would bring.
  Result<http::Response> answer(const http::Outgoing&);
  Fetch fetch() {
    return [this](const http::Outgoing& out) { return answer(out); };
  }
  // A browser that went to `url` and signed in there as `subject`: the query that it is sent back with.
  std::string sign_in(const std::string& url, const std::string& subject);

  std::string issuer = "https://login.example/staff";
  std::string client = "notes";
  std::vector<SigningPair> published{SigningPair("one")};
  SigningPair signs = published.front();
  boost::json::object claims{};    // instead of those that it would sign
  boost::json::object metadata{};  // the same
  bool down = false;
  int asked = 0;

 private:
  [[nodiscard]] std::string describe() const;
  http::Response token(const std::string& form);
  struct Login {
    std::string subject, nonce, challenge, redirect;
  };
  const Clock& clock_;
  std::map<std::string, Login> codes_{};
};

}  // namespace nwd::oidc
