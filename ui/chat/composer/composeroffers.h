// SPDX-FileCopyrightText: 2026 The Rtmscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

#include <optional>

class QPushButton;

namespace rtmscope {

class InkLabel;

//! Other ways out, where the usual one is closed: in parts or by another route for what is too long, unsaved
//! where the disk takes nothing. Hidden while there is nothing to offer. Owned by its composer.
class ComposerOffers : public QWidget
{
    Q_OBJECT
public:
    //! What keeps the text from going as usual.
    struct Obstacle
    {
        qsizetype parts = 0;            //!< too long for the stream: in so many it would go; 0: it fits
        bool canPost = false;           //!< one call of the Web API would take it whole
        std::optional<QString> trouble; //!< nobody could take the text over, in words
    };
    //! \a wide: the buttons stand side by side.
    explicit ComposerOffers(bool wide, QWidget *parent = nullptr);

    void showFor(const Obstacle &obstacle);
    void setSendingAllowed(bool allowed);
    void updateFonts();
    //! In the order of Tab.
    QList<QWidget *> buttons() const;

Q_SIGNALS:
    void splitRequested();
    void postRequested();
    void unsavedRequested();

private:
    QPushButton *addButton(const QString &words, void (ComposerOffers::*signal)());

    InkLabel *m_words;
    QPushButton *m_split;
    QPushButton *m_post;
    QPushButton *m_unsaved;
};

} // namespace rtmscope
