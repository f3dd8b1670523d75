//===--- Bytes.cpp - strings of any bytes in JSON -------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Bytes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Base64.h"

using namespace llvm;

namespace commsec::report {

static constexpr StringLiteral Base64Key = "base64";

json::Value bytesJSON(StringRef Bytes) {
  if (json::isUTF8(Bytes))
    return Bytes;
  return json::Object{{Base64Key, encodeBase64(Bytes)}};
}

json::Array bytesArray(ArrayRef<std::string> Items) {
  json::Array Out;
  for (const std::string &Item : Items)
    Out.push_back(bytesJSON(Item));
  return Out;
}

static bool read(const json::Value &V, std::string &Bytes, json::Path P) {
  if (std::optional<StringRef> Text = V.getAsString()) {
    Bytes = Text->str();
    return true;
  }
  const json::Object *O = V.getAsObject();
  std::optional<StringRef> Code = O ? O->getString(Base64Key) : std::nullopt;
  if (!Code) {
    P.report("expected string or base64 object");
    return false;
  }
  std::vector<char> Decoded;
  if (Error E = decodeBase64(*Code, Decoded)) {
    consumeError(std::move(E));
    P.report("not base64");
    return false;
  }
  Bytes.assign(Decoded.begin(), Decoded.end());
  return true;
}

static const json::Value *member(const json::Value &Object, StringRef Key,
                                 json::Path P) {
  const json::Object *O = Object.getAsObject();
  const json::Value *V = O ? O->get(Key) : nullptr;
  if (!O)
    P.report("expected object");
  else if (!V)
    P.report("missing value");
  return V;
}

bool mapBytes(const json::Value &Object, StringLiteral Key, std::string &Bytes,
              json::Path P) {
  const json::Value *V = member(Object, Key, P.field(Key));
  return V && read(*V, Bytes, P.field(Key));
}

bool mapBytes(const json::Value &Object, StringLiteral Key,
              std::vector<std::string> &Items, json::Path P) {
  const json::Value *V = member(Object, Key, P.field(Key));
  if (!V)
    return false;
  const json::Array *A = V->getAsArray();
  if (!A) {
    P.field(Key).report("expected array");
    return false;
  }
  Items.assign(A->size(), "");
  for (const auto &[I, Item] : enumerate(*A))
    if (!read(Item, Items[I], P.field(Key).index(I)))
      return false;
  return true;
}

} // namespace commsec::report
