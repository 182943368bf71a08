// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/config/profile.h"

#include <QList>
#include <QString>

#include <memory>

namespace rtmscope {

//! The profiles, in one SQLite file beside the drafts. Holds no secret. Several windows and commands may use
//! it at once: each change is one transaction on its own row. Owned by app/; one thread.
class ProfileStore
{
public:
    //! A file that is damaged is put aside under another name, never deleted: notice() says so. An Input
    //! error where nothing can be stored at all.
    static Result<std::unique_ptr<ProfileStore>> open(const QString &path);
    ~ProfileStore();

    //! What had to be done to open it, in words; empty when all was well.
    const QString &notice() const;

    QList<Profile> profiles() const; //!< by name
    std::optional<Profile> byId(const QString &id) const;
    //! Upper and lower case are the same. Else the profile that had this name when it was made: its
    //! recordings are kept under it.
    std::optional<Profile> byName(const QString &name) const;

    //! Adds a profile without an id, or changes the one with that id. Returns it as stored. An Input error if
    //! the name can't be used or nothing can be written.
    Result<Profile> put(const Profile &profile);
    Result<Done> remove(const QString &id);

private:
    ProfileStore();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rtmscope
