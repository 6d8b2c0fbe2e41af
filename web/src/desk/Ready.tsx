import { useEffect, useState } from 'react';
import { Devices } from '../features/call/Devices';
import { OwnVideo } from '../features/picture/OwnVideo';
import { PictureChoice } from '../features/picture/PictureChoice';
import type { Picture } from '../features/picture/picture';
import type { Bell } from '../features/ring/bell';
import { useText } from '../i18n/language';
import type { LocalMedia } from '../rtc/media';
import { useStore } from '../store/useStore';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { deskText } from './text';

/** 着信準備: one press unlocks sound, notifications and devices; then everything can be checked and changed. */
export function Ready({
  bell,
  media,
  picture,
  onDone,
  onDevices,
}: {
  readonly bell: Bell;
  readonly media: LocalMedia;
  readonly picture: Picture;
  readonly onDone: (available: boolean) => void;
  /** For an administrator. */
  readonly onDevices: (() => void) | null;
}) {
  const { ready: text } = useText(deskText);
  const [checked, setChecked] = useState<{ readonly sound: boolean; readonly notification: boolean } | null>(
    null,
  );
  const { chosen } = useStore(media);

  useEffect(() => {
    if (chosen.speaker !== null) bell.speaker(chosen.speaker);
  }, [bell, chosen.speaker]);

  const begin = async () => {
    // All three are asked within the press that browsers want to see.
    const [sound, notification] = await Promise.all([bell.unlock(), askForNotifications(), media.open()]);
    bell.tryOut();
    setChecked({ sound, notification });
  };
  const ringAgain = async () => {
    const sound = await bell.unlock();
    bell.tryOut();
    setChecked((now) => now && { ...now, sound });
  };

  return (
    <main className="ready">
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      {checked === null ? (
        <div className="begin">
          <Button kind="primary" size="large" onPress={() => void begin()}>
            {text.begin}
          </Button>
          <p className="quiet">{text.beginHelp}</p>
          {onDevices !== null && (
            <Button onPress={onDevices}>
              <Icon name="settings" />
              {text.devices}
            </Button>
          )}
        </div>
      ) : (
        <>
          <div className="checks">
            <div>
              <OwnVideo picture={picture} label={text.picture} />
              <Notice kind={checked.sound ? 'done' : 'harm'} live="polite">
                <p>
                  {text.sound}：{checked.sound ? text.soundOn : text.soundOff}
                </p>
                <Button onPress={() => void ringAgain()}>{text.soundAgain}</Button>
              </Notice>
              <Notice kind={checked.notification ? 'done' : 'plain'}>
                {text.notification}：{checked.notification ? text.notificationOn : text.notificationOff}
              </Notice>
            </div>
            <div>
              <PictureChoice picture={picture} />
              <Devices media={media} />
            </div>
          </div>
          <div className="acts">
            <Button onPress={() => onDone(false)}>{text.finishAway}</Button>
            <Button kind="primary" size="large" onPress={() => onDone(true)}>
              {text.finish}
            </Button>
          </div>
        </>
      )}
    </main>
  );
}

async function askForNotifications(): Promise<boolean> {
  if (!('Notification' in globalThis)) return false;
  try {
    return (await Notification.requestPermission()) === 'granted';
  } catch {
    return false;
  }
}
