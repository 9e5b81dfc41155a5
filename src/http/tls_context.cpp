#include "http/tls_context.h"

namespace nwd::http {
namespace {

// ALPN (RFC 7301): HTTP/1.1, or no connection with who offers other protocols only.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                    unsigned size, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, ours, sizeof ours - 1, offered, size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

Result<void> set_up(boost::asio::ssl::context& context, const Tls& files) {
  SSL_CTX* const tls = context.native_handle();
  SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
  SSL_CTX_set_options(tls, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
  const bool chosen = SSL_CTX_set_cipher_list(tls, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
                      SSL_CTX_set1_groups_list(tls, "X25519:P-256:P-384") == 1;
  if (!chosen) return fail(Code::internal, "TLS could not be set up.", "OpenSSL refuses the ciphers or groups");
  SSL_CTX_set_alpn_select_cb(tls, choose_protocol, nullptr);

  boost::system::error_code failed;
  failed = context.use_certificate_chain_file(files.certificate.string(), failed);
  if (failed) return fail(Code::invalid, "The certificate cannot be read: " + files.certificate.string());
  failed = context.use_private_key_file(files.key.string(), boost::asio::ssl::context::pem, failed);
  if (failed || SSL_CTX_check_private_key(tls) != 1)
    return fail(Code::invalid, "The private key cannot be read, or is not the certificate's: " + files.key.string());
  return {};
}

}  // namespace nwd::http
